/** Thrown inside a warm read: this kind has to be read in full, for a reason that is told. */
export class NotWarm extends Error {}

/** The whole side has to be read in full: the server is no longer the one that the last run read. */
export class SetBack extends NotWarm {}
