import { NO_CONTACT, waysTo } from './contact-page.js';
import { escaped, mailed, type PageWords } from './public-page.js';

/** The declaration in English; it claims no more than the tests of this repository show. */
export const ACCESSIBILITY_EN: PageWords = {
  title: 'Declaration of accessibility',
  body: ({ operator }) => `<h1>Declaration of accessibility</h1>
<p class="lead">${operator.name === '' ? 'The body that operates this service' : escaped(operator.name)} wants everybody to be able to use Zeitnah. The measure is the act on equal opportunities for persons with disabilities of North Rhine-Westphalia and its ordinance on accessible information technology (BITVNRW) with the standard EN 301 549.</p>
<h2>What the declaration covers</h2>
<p>The web app Zeitnah and the public pages: leaflet, help, contact and this declaration.</p>
<h2>How far the requirements are met</h2>
<p><strong>As far as is known today, Zeitnah meets the requirements in part.</strong> A complete examination by people is still missing.</p>
<h3>What is checked automatically in a browser with every change</h3>
<ul>
<li>the rules of WCAG 2.0 to 2.2, levels A and AA, as far as the program axe can tell</li>
<li>the ways through a referral with the keyboard alone</li>
<li>the public pages without JavaScript and at a width of 320 pixels</li>
</ul>
<h3>What has not been checked yet</h3>
<ul>
<li>the use with screen readers (NVDA, VoiceOver) by people who are used to them</li>
<li>how well the texts are understood, by a test-reading group</li>
<li>the printed sheets (PDF) with a program that checks PDF/UA</li>
</ul>
<h3>What is still missing</h3>
<ul>
<li>information in German Sign Language</li>
<li>a leaflet in examined easy-to-read language</li>
</ul>
<h2>When the declaration was made</h2>
<p>On 22 November 2026, from a self-assessment.</p>
<h2>Report a barrier</h2>
<p>Is there something you cannot read or use? Please write or call. Say which page it is and what does not work.</p>
${waysTo(operator, { mail: 'E-mail', phone: 'Telephone' }) ?? NO_CONTACT.en}
<h2>If our answer does not help</h2>
<p>You can turn to the ombuds office for accessible information technology of North Rhine-Westphalia (<span lang="de">Ombudsstelle für barrierefreie Informationstechnik</span>). The procedure is free of charge. The legal basis is §§ 10d, 10e BGG NRW and §§ 9 ff. BITVNRW.</p>
<dl class="numbers">
<dt>E-mail</dt><dd>${mailed('ombudsstelle-barrierefreie-it@mags.nrw.de')}</dd>
<dt>Internet</dt><dd><a href="https://www.lbbp.nrw.de/ombudsstelle" rel="noreferrer">www.lbbp.nrw.de/ombudsstelle</a></dd>
</dl>
<p>Whether public bodies meet the requirements is examined by the monitoring office for accessible information technology of North Rhine-Westphalia at IT.NRW (§ 10c BGG NRW).</p>`,
};
