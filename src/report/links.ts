/** Where a reader finds more. What is not known is left out. */
export interface ReportLinks {
  /** The page of the workflow run, where the job summary is. */
  readonly run?: string | undefined;
  /** Where the full report can be had, such as the run's artifacts. */
  readonly report?: string | undefined;
  /** The destination's branch that was compared with or written to, when it was made for this pull request. */
  readonly branch?: BranchLink | undefined;
}

export interface BranchLink {
  readonly name: string;
  /** Its page at the destination. */
  readonly url: string | undefined;
}
