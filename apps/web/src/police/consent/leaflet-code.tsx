import qrcode from 'qrcode-generator';
import { m } from '../../generated/messages/messages.js';

/** Blank modules around the code, as its standard asks for. */
const MARGIN = 4;

/** The address of the leaflet as a code for the person's own phone, and as a link. Holds nothing of the referral. */
export function LeafletCode() {
  const address = `${window.location.origin}/leaflet`;
  const code = qrcode(0, 'M');
  code.addData(address);
  code.make();
  const size = code.getModuleCount();
  const modules = Array.from({ length: size * size }, (_, index) => [index % size, Math.floor(index / size)] as const);
  const path = modules.filter(([x, y]) => code.isDark(y, x)).map(([x, y]) => `M${x + MARGIN} ${y + MARGIN}h1v1h-1z`).join('');
  const whole = size + 2 * MARGIN;
  return (
    <div className="leaflet-code">
      <svg viewBox={`0 0 ${whole} ${whole}`} role="img" aria-label={m.consent_leaflet_code()}>
        <rect width={whole} height={whole} fill="#fff" />
        <path d={path} fill="#000" shapeRendering="crispEdges" />
      </svg>
      <a className="kern-link" href="/leaflet" target="_blank" rel="noreferrer">
        {m.consent_leaflet()}
      </a>
    </div>
  );
}
