import type { ReadPurpose } from '#domain';
import { requestPrint } from '../api/http';

/**
 * Has the sheet printed as a PDF and hands it to the browser as a file; the API writes an audit event before it answers. The address
 * of the file lives in the memory of this tab and is given up at once.
 */
export async function printSheet(referral: { readonly id: string; readonly reference: string }, wish: { readonly purpose: ReadPurpose; readonly reason?: string }): Promise<void> {
  const address = URL.createObjectURL(await requestPrint(referral.id, wish));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${referral.reference}.pdf`;
  link.click();
  URL.revokeObjectURL(address);
}
