import { keyTable, step } from './help-pictures.js';
import type { PageWords } from './public-page.js';

/** The help in English. */
export const HELP_EN: PageWords = {
  title: 'Help',
  body: () => `<h1>Help</h1>
<p class="lead">With Zeitnah the police hand an endangered person over to a counselling centre. Everybody concerned sees whether deadlines are kept.</p>
<h2>The way of a referral</h2>
<ol class="steps">
${step('report', '1. The police report', 'The patrol asks the person for consent, fills in one page and sends it. The receipt names the reference, the counselling centre and the deadline.')}
${step('inbox', '2. The counselling centre accepts', 'The report stands in the inbox. What is due first stands on top. Name and number can be seen only after accepting, and each look is on record.')}
${step('call', '3. The counselling centre makes contact', 'It calls at a safe time in a safe way. Each attempt is recorded with its result.')}
${step('feedback', '4. The police learn the outcome', 'If the person allowed it, the police learn whether contact was made. They do not learn what was said.')}
</ol>
<h2>What you do in your role</h2>
<h3>Patrol and police victim protection</h3>
<ul>
<li>“New report” hands a person over. It does not work without consent.</li>
<li>When a report comes back for clarification, the reason stands beside it. Correct the details and send them again.</li>
<li>When the person takes back the consent, record that in the referral. The details are locked at once.</li>
</ul>
<h3>Counsellor</h3>
<ul>
<li>Accept new reports or return them for clarification. The lead may decline.</li>
<li>Record each contact attempt, also the one in vain.</li>
<li>Enter absences, so that no report lies about.</li>
</ul>
<h3>Lead</h3>
<ul>
<li>The page “Due” shows what is due soon and what is overdue.</li>
<li>The lead of the counselling centre declines with a reason or forwards. A declined report goes back to the police and is not lost.</li>
<li>“Turnaround” shows the exact figures of the own organisation. A counselling centre can replay there what weekend cover or one more person would have changed. The police enter deployments and refusals there by the month, as numbers.</li>
<li>From there a link leads to the models of other districts.</li>
</ul>
<h3>Coordination</h3>
<ul>
<li>Local coordination sees referrals that stall, with reference and responsible organisation only. It never sees names.</li>
<li>The state coordination office sees figures only. Figures below 5 are not shown, all others are rounded to 5.</li>
<li>“Turnaround” names first where it takes longest. “Bottlenecks” shows who must act now, and reminds them on request. “Reports” gives every period as PDF, XLSX and CSV, with all definitions.</li>
<li>In the “Directory” the state office keeps centres, agreements and public holidays. “Coverage” shows where at which hour nobody is there.</li>
<li>“Models and good practice” under “Tasks” shows what has closed a gap elsewhere. The state office can adopt a model as a proposal for an agreement.</li>
<li>“Meetings” under “Tasks” plans sittings, invites, and keeps minutes and resolutions. The next sitting of a series invites the same organisations anew. You can have your meetings in your own calendar.</li>
<li>“State action plan” keeps measures with their status and evidence, and says which one is to be reviewed. Only what you release is public. Many measures at once come from a file: it is only read at first.</li>
<li>“Mandates and bodies” says who stands for the state office where, and what comes next. A second person approves a position; earlier versions can still be read.</li>
</ul>
<h2>Keys</h2>
${keyTable(['Key', 'What it does'], [['F8', 'Privacy screen: covers names, numbers and addresses, and shows them again'], ['J', 'at a centre: to the next referral in the inbox'], ['K', 'to the previous referral in the inbox'], ['A', 'accept the open referral'], ['V', 'record an attempt to make contact'], ['E', 'record that the person was reached'], ['?', 'shows all keys of this page, and turns them off or on'], ['Tab', 'to the next field or button'], ['Esc', 'closes a dialog']])}
<p>Whatever a key does, a button does as well.</p>
<h2>What to do if …</h2>
<dl class="answers">
<dt>… the connection is lost?</dt><dd>Leave the page open. What you typed stays. As soon as the server answers again, the notice goes away by itself.</dd>
<dt>… the session ends?</dt><dd>Two minutes before, the page asks whether you go on working. If the session is over, sign in again in the window. Your entries stay.</dd>
<dt>… somebody looks at the screen?</dt><dd>Press F8 or the button “Privacy screen” on top of the page.</dd>
<dt>… I sent something wrong?</dt><dd>Open the referral. You can correct details, and you can withdraw a report sent by mistake.</dd>
<dt>… somebody was faster?</dt><dd>Then you see who did what, and how things stand now. Nothing is lost.</dd>
<dt>… I need paper?</dt><dd>The referral has “Print (PDF)”. Each print is on record. Destroy the sheet after use.</dd>
</dl>
<p><a href="/contact?lang=en">Contact to the operating body</a></p>`,
};
