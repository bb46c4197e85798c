/** The addresses that the processes are given; one role each, so that a process can do no more than its work. */
export interface Addresses {
  readonly admin: string;
  readonly migrator: string;
  readonly keysMigrator: string;
  readonly app: string;
  readonly clock: string;
  readonly report: string;
  readonly audit: string;
  readonly keys: string;
  readonly queue: string;
}
