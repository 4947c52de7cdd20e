import type { Messages } from '../en.ts';

export const presence: Messages['presence'] = {
  progress: (percent, name) => `${percent}% – ${name}`,
  ended: (name) => `● ${name} – Unfold`,
};
