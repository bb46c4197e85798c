import type { OpenAPIObject } from '@nestjs/swagger';

type Any = Readonly<Record<string, unknown>>;

const escapeHtml = (text: unknown): string => String(text ?? '').replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`);

/** The document as one page: no script, no font, no picture, so that it stands under the strictest content policy. */
export function docsPage(document: OpenAPIObject): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods as Record<string, Any>).map(([method, operation]) => ({ path, method, operation })));
  const tags = [...new Set(operations.map(({ operation }) => String((operation['tags'] as string[] | undefined)?.[0] ?? '')))];
  const schemas = Object.entries((document.components?.schemas ?? {}) as Record<string, Any>).sort(([a], [b]) => a.localeCompare(b));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(document.info.title)} API</title><link rel="stylesheet" href="docs.css"></head><body>
<header><h1>${escapeHtml(document.info.title)} API</h1><p>${escapeHtml(document.info.description)}</p>
<p><a href="openapi.json">openapi.json</a> (OpenAPI ${escapeHtml(document.openapi)})</p></header>
<nav aria-label="Contents"><ul>${tags.map((tag) => `<li><a href="#tag-${slug(tag)}">${escapeHtml(tag)}</a></li>`).join('')}<li><a href="#schemas">Schemas</a></li></ul></nav>
<main>${tags.map((tag) => `<section id="tag-${slug(tag)}"><h2>${escapeHtml(tag)}</h2>${operations.filter(({ operation }) => (operation['tags'] as string[] | undefined)?.[0] === tag).map(operationPart).join('')}</section>`).join('')}
<section id="schemas"><h2>Schemas</h2>${schemas.map(([name, schema]) => schemaPart(name, schema)).join('')}</section></main></body></html>
`;
}

const slug = (text: string): string => text.replaceAll(/[^A-Za-z0-9]+/g, '-');

function operationPart({ path, method, operation }: { readonly path: string; readonly method: string; readonly operation: Any }): string {
  const policy = operation['x-policy'] as { readonly action: string; readonly anonymous: boolean; readonly roles: readonly string[]; readonly audit: string };
  const parameters = (operation['parameters'] as readonly Any[] | undefined) ?? [];
  const body = refIn(operation['requestBody']);
  const responses = Object.entries(operation['responses'] as Record<string, Any>);
  return `<article><h3><code>${method.toUpperCase()} ${escapeHtml(path)}</code></h3><p>${escapeHtml(operation['description'] ?? operation['summary'] ?? '')}</p>
<dl><dt>Open to</dt><dd>${policy.anonymous ? 'everybody' : escapeHtml(policy.roles.join(', '))}</dd><dt>Action</dt><dd><code>${escapeHtml(policy.action)}</code>, leaves <code>${escapeHtml(policy.audit)}</code></dd>
${parameters.length > 0 ? `<dt>Parameters</dt><dd><ul>${parameters.map((each) => `<li><code>${escapeHtml(each['name'])}</code> (${escapeHtml(each['in'])}${each['required'] === true ? ', required' : ''}) ${escapeHtml(each['description'])}</li>`).join('')}</ul></dd>` : ''}
${body === undefined ? '' : `<dt>Body</dt><dd>${link(body)}</dd>`}
<dt>Answers</dt><dd><ul>${responses.map(([status, response]) => `<li><strong>${escapeHtml(status)}</strong> ${escapeHtml(response['description'])} ${refIn(response) === undefined ? '' : link(String(refIn(response)))}</li>`).join('')}</ul></dd></dl></article>`;
}

function schemaPart(name: string, schema: Any): string {
  const required = (schema['required'] as readonly string[] | undefined) ?? [];
  const rows = Object.entries((schema['properties'] ?? {}) as Record<string, Any>).map(([field, each]) => {
    const { type, enum: values, maxLength, maxItems, format, 'x-pii': pii, description } = each;
    const ref = refIn(each);
    const facts = [ref === undefined ? escapeHtml([type].flat().join(' or ')) : link(ref), format, maxLength && `at most ${String(maxLength)} characters`, maxItems && `at most ${String(maxItems)}`];
    const list = Array.isArray(values) ? `<br><code>${values.map(escapeHtml).join(' · ')}</code>` : '';
    return `<tr><th scope="row"><code>${escapeHtml(field)}</code>${required.includes(field) ? ' *' : ''}</th><td>${facts.filter(Boolean).join(', ')}${list}</td><td>${escapeHtml(pii)}</td><td>${escapeHtml(description)}</td></tr>`;
  });
  return `<article id="schema-${slug(name)}"><h3>${escapeHtml(name)}</h3><table><thead><tr><th scope="col">Field</th><th scope="col">Kind</th><th scope="col">Personal data</th><th scope="col">Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table></article>`;
}

/** The name of the first schema that a part refers to. */
const refIn = (part: unknown): string | undefined => /"#\/components\/schemas\/([A-Za-z0-9_]+)"/.exec(JSON.stringify(part ?? {}))?.[1];

const link = (name: string): string => `<a href="#schema-${slug(name)}">${escapeHtml(name)}</a>`;

/** The page's style; a file of its own, because nothing inline is allowed. */
export const DOCS_STYLE = `:root{color-scheme:light dark;font-family:system-ui,sans-serif;line-height:1.5}
body{max-width:70rem;margin:0 auto;padding:1rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;padding:0;list-style:none}
nav a,dd a,td a{display:inline-block;min-height:1.5rem}
article{border-top:1px solid;padding:.5rem 0 1rem}
h3{overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}
dt{font-weight:600}
dd{margin:0}
dd ul{margin:0;padding-left:1.25rem}
table{border-collapse:collapse;width:100%;display:block;overflow-x:auto}
th,td{border:1px solid;padding:.25rem .5rem;text-align:left;vertical-align:top}
@media (max-width:40rem){dl{display:block}dd{margin-bottom:.5rem}}
`;
