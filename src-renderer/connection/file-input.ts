/** Asks for files as a web page does. Must be called from a click or a key press, or browsers refuse it. */

/** An empty list when it was cancelled. */
export const askForFiles = (): Promise<readonly File[]> => ask((input) => (input.multiple = true));

/** All files of a folder, at any depth. */
export const askForFolder = (): Promise<readonly File[]> => ask((input) => (input.webkitdirectory = true));

/** @param extension with its dot */
export async function askForFile(extension: string): Promise<File | null> {
  const [file] = await ask((input) => (input.accept = extension));
  return file ?? null;
}

function ask(describe: (input: HTMLInputElement) => void): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.hidden = true;
    describe(input);
    const end = (): void => {
      resolve([...(input.files ?? [])]);
      input.remove();
    };
    input.addEventListener('change', end);
    input.addEventListener('cancel', end);
    // in the document, so that the browser keeps it for as long as the person chooses
    document.body.append(input);
    input.click();
  });
}
