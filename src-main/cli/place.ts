/** Where the program lies, by its entry file: the built one in out/main, or this folder when the sources run directly. */
import { join } from 'node:path';
import packageFile from '../../package.json' with { type: 'json' };
import { type ProgramFiles, programFiles } from '../program-files.ts';

export interface Place {
  readonly files: ProgramFiles;
  readonly version: string;
  /** What a person types before the command, for hints and usage lines. */
  readonly program: string;
}

/** @param entryFolder `import.meta.dirname` of the entry file */
export function findPlace(entryFolder: string, entryFile: string, environment: NodeJS.ProcessEnv): Place {
  const root = join(entryFolder, '..', '..');
  const built = programFiles(join(root, 'out', 'main'));
  const files = entryFile.endsWith('.ts')
    ? {
        ...built,
        trainingWorker: join(root, 'src-main', 'engine', 'training-worker.ts'),
        textWorker: join(root, 'src-main', 'engine', 'text-worker.ts'),
      }
    : programFiles(entryFolder);
  const program = environment['npm_lifecycle_event'] === 'unfold' ? 'npm run unfold --' : 'unfold';
  return { files, version: packageFile.version, program };
}
