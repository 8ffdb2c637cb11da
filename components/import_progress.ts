/** What the progress panel shows, in the runner's words: the page renders it, the island asks for it anew. */
export interface Progress {
  active: boolean;
  message: string;
  read: string;
  /** What the number counts, in the form that goes with it. */
  unit: string;
  oldest?: string;
  quota?: string;
}
