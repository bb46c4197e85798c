/** What of the configuration a controller may know. */
export class Configured {
  constructor(
    readonly cookieSecure: boolean,
    readonly sessionIdleMinutes: number,
    /** Where people reach this application. */
    readonly publicUrl: URL,
  ) {}
}
