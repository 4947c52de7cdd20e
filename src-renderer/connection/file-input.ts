/** Asks for files as a web page does. Must be called from a click or a key press, or browsers refuse it. */
export function askForFiles(): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.hidden = true;
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
