import { HOTLINES } from '#domain';
import { dialled, type PageWords } from './public-page.js';

/** The leaflet in plain English. */
export const LEAFLET_EN: PageWords = {
  title: 'Information',
  body: () => `<h1>What happens next</h1>
<p class="lead">The police have been with you. A counselling centre can help you now.</p>
<div class="box box--urgent">
<h2>Are you in danger?</h2>
<p>Call the police: ${dialled('110')}. It costs nothing. Day and night.</p>
</div>
<h2>What happens now?</h2>
<ol>
<li>The police asked you: May a counselling centre call you?</li>
<li>Did you say yes? Then the police give your name, your address and your telephone number to the counselling centre. They pass on only what you allowed.</li>
<li>The counselling centre calls you. This mostly takes 1 to 3 days.</li>
<li>You decide whether you talk to them.</li>
</ol>
<h2>Who will call me?</h2>
<ul>
<li>A counsellor of a counselling centre. She or he does not work for the police.</li>
<li>They listen and know your rights. They can tell you what you can do and who else helps.</li>
<li>The police do not learn from them what you say there.</li>
<li>You cannot talk right now? Say so. The counsellor calls again at another time.</li>
</ul>
<h2>Do I have to?</h2>
<p>No. The offer is voluntary. Saying no has no disadvantage for you. You need not give a reason.</p>
<h2>Can I take back my yes?</h2>
<p>Yes, at any time. Tell the police or the counselling centre. A call is enough. Your details are then locked at once. After that they are deleted.</p>
<h2>Who helps at once?</h2>
<dl class="numbers">
<dt>Police, if you are in danger</dt><dd>${dialled('110')}</dd>
<dt>Ambulance, if you are hurt</dt><dd>${dialled('112')}</dd>
<dt><span lang="de">${HOTLINES.violence_against_women.name}</span> (helpline for women)</dt><dd>${dialled(HOTLINES.violence_against_women.phone)}<br>Day and night, free of charge, in many languages. You need not say your name.</dd>
<dt><span lang="de">${HOTLINES.men.name}</span> (helpline for men)</dt><dd>${dialled(HOTLINES.men.phone)}<br>Not staffed at all hours.</dd>
</dl>
<h2>Your phone and your computer</h2>
<p>Somebody may look at what you read or whom you call. Then this can help:</p>
<ul>
<li>Read this page on a device that only you use.</li>
<li>“Leave this page” takes you at once to a page about the weather. Pages visited before may still stand in the browser’s history.</li>
<li>Delete only this page from the history. A history that is completely empty attracts attention.</li>
<li>Somebody may read the list of calls, too. Delete single numbers there.</li>
<li>Does somebody know your passwords? Change them on another device. Think of shared locations, too.</li>
<li>Tell the police or the counselling centre when and where a call is safe.</li>
</ul>
<p class="note">This text is written in plain language. A test-reading group has not read it yet. This page stores nothing about you.</p>`,
};
