// What the lab's page loads when some of it is first asked for, as one script: its parts are much alike, and weigh a third more
// when each is packed by itself.
export { EvidenceStage } from './evidence-stage.ts';
export { LabDialogs } from './lab-dialogs.ts';
