/**
 * The secret with which this page may talk to the browser door. The address that Unfold printed carries it, or a ticket
 * for it. It is kept for this tab and this origin only, its port included: cookies would go to every server on this
 * machine that the same browser visits.
 */
const KEY = 'unfold-secret';

/** null: neither the address nor this tab's past has it. @throws TypeError when the door cannot be reached */
export async function findSecret(): Promise<string | null> {
  const address = new URL(location.href);
  const token = address.searchParams.get('token');
  if (token === null) return read();
  const answer = await fetch('/session', { method: 'POST', body: token });
  // neither in the address bar, nor in what is bookmarked or shown to others
  address.searchParams.delete('token');
  history.replaceState(history.state, '', address);
  if (!answer.ok) return read();
  const secret = await answer.text();
  keep(secret);
  return secret;
}

/** Whether the door still knows it; another start of Unfold has another one. True while the door cannot be reached. */
export async function isKnown(secret: string): Promise<boolean> {
  try {
    return (await fetch('/session', { headers: authorization(secret) })).status !== 401;
  } catch {
    return true;
  }
}

export const authorization = (secret: string): Record<string, string> => ({ authorization: `Bearer ${secret}` });

/** A page cannot give a WebSocket headers of its own: the secret travels among the names of subprotocols. */
export const subprotocols = (secret: string): string[] => ['unfold', `unfold-secret.${secret}`];

function read(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null; // storage is forbidden in this browser
  }
}

function keep(secret: string): void {
  try {
    sessionStorage.setItem(KEY, secret);
  } catch {
    // storage is forbidden in this browser: the secret lives as long as this page
  }
}
