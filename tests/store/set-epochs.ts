import { openWritable } from '../../src-main/store/database.ts';
import { libraryFile } from '../../src-main/store/open-store.ts';

/**
 * Gives a run that is not training now another number of epochs. Tests that interrupt a run let it be endless, so that
 * it goes on whenever they come, on any machine; then they give it an end that lies after what it has done.
 */
export function setEpochs(dataFolder: string, run: number, epochs: number): void {
  const database = openWritable(libraryFile(dataFolder), 30_000);
  try {
    database.run(`UPDATE runs SET settings = json_set(settings, '$.epochs', ?) WHERE id = ?`, epochs, run);
  } finally {
    database.close();
  }
}
