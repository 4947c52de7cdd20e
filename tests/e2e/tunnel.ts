/** A port that leads to another, as an SSH tunnel does, and that can be cut. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Tunnel {
  readonly origin: string;
  /** Breaks every connection; new ones are taken. */
  cut(): void;
  close(): void;
}

export async function openTunnel(to: number): Promise<Tunnel> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => undefined); // cut
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    close() {
      server.close();
      cut();
    },
  };
}
