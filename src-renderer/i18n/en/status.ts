export const status = {
  queued: 'Queued',
  running: 'Training',
  paused: 'Paused',
  completed: 'Finished',
  'early-stop': 'Finished early',
  stopped: 'Stopped',
  interrupted: 'Interrupted',
  failed: 'Failed',
};
