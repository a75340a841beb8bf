/** As wide as a path and two versions need; a phone gives what it has. */
export const DIALOG_WIDTH = 540;
