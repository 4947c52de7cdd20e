export const presence = {
  progress: (percent: number, name: string) => `${percent} % – ${name}`,
  ended: (name: string) => `● ${name} – Unfold`,
};
