/** Notes and tags of texts and runs. */
export const notes = {
  title: 'Notes',
  placeholder: 'What you tried, what you saw',
  saved: 'saved',
  tags: 'Tags',
  addTag: 'Add a tag',
  removeTag: (tag: string) => `Remove the tag ${tag}`,
};
