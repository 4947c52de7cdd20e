export const door = {
  lockedTitle: 'This address is not complete.',
  lockedText:
    'Unfold printed an address when it was started; it ends in “?token=…”, a secret that lets nobody else in. Open that address, all of it.',
  lockedAgain: 'It is not at hand? Stop Unfold and start it again: it prints a new one.',
  lockedReach: 'Unfold does not answer here. If it was stopped, start it again and open the address that it prints.',
};
