'use strict';
// Draws the two documents. Text only ever becomes text nodes: nothing of a document is markup.
const main = document.querySelector('main');
const nav = document.querySelector('nav');

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) made.setAttribute(key, value);
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

// Of Markdown the documents use paragraphs and `code`.
function prose(text) {
  return text.split('\n\n').map((paragraph) => element('p', {}, inline(paragraph)));
}

function inline(text) {
  return text.split('`').map((part, i) => (i % 2 ? element('code', {}, part) : part));
}

function follow(root, node) {
  const ref = node?.$ref;
  if (!ref?.startsWith('#/')) return node;
  return ref.slice(2).split('/').reduce((at, key) => at[key.replaceAll('~1', '/').replaceAll('~0', '~')], root);
}

const id = (...parts) => parts.join('-').replace(/[^A-Za-z0-9]+/g, '-').toLowerCase();

// What a value may be, in one line; named schemas become links.
function kind(schema, prefix) {
  if (schema.$ref?.startsWith('#/components/schemas/')) {
    const name = schema.$ref.slice('#/components/schemas/'.length);
    return [element('a', { href: '#' + id(prefix, name) }, name)];
  }
  if (schema.$ref) return [element('a', { href: schema.$ref }, schema.$ref.split('/').pop())];
  const alternatives = schema.anyOf?.filter((each) => each.$ref || each.type);
  if (alternatives?.length) return alternatives.flatMap((each, i) => [i ? ' or ' : '', ...kind(each, prefix)]);
  if (schema.const !== undefined) return [element('code', {}, JSON.stringify(schema.const))];
  if (schema.enum) return schema.enum.flatMap((each, i) => [i ? ' | ' : '', element('code', {}, each)]);
  const type = [].concat(schema.type ?? 'any').join(' or ');
  const of = schema.items ? [' of ', ...kind(schema.items, prefix)] : [];
  const map = typeof schema.additionalProperties === 'object' ? [' to ', ...kind(schema.additionalProperties, prefix)] : [];
  return [type, ...of, ...map, bounds(schema)];
}

function bounds(schema) {
  const words = [];
  const range = (low, high, unit) => {
    if (low === undefined && high === undefined) return;
    words.push(high === undefined ? `from ${low}${unit}` : `${low === undefined ? 'up to ' : low + ' to '}${high}${unit}`);
  };
  range(schema.minLength, schema.maxLength, ' characters');
  range(schema.minItems, schema.maxItems, ' items');
  range(schema.minimum, schema.maximum === Number.MAX_SAFE_INTEGER ? undefined : schema.maximum, '');
  if (schema.uniqueItems) words.push('none twice');
  if (schema.pattern && !schema.format) words.push(schema.pattern);
  if (schema.format) words.push(schema.format);
  if (schema.default !== undefined) words.push(`default ${schema.default}`);
  return words.length ? `, ${words.join(', ')}` : '';
}

function row(name, must, types, text) {
  const description = text ? element('div', {}, inline(text)) : null;
  const mark = must ? element('span', { class: 'must' }, ' required') : null;
  return element('tr', {}, element('th', { scope: 'row' }, element('code', {}, name), mark),
    element('td', {}, element('span', { class: 'kind' }, types), description));
}

const table = (rows) => element('table', {}, element('tbody', {}, rows));

function fields(schema, prefix) {
  const required = new Set(schema.required ?? []);
  const rows = Object.entries(schema.properties ?? {}).map(([name, each]) =>
    row(name, required.has(name), kind(each, prefix), each.description));
  return rows.length ? table(rows) : element('p', { class: 'kind' }, kind(schema, prefix));
}

function example(value) {
  if (value === undefined) return null;
  return element('details', {}, element('summary', {}, 'Example'), element('pre', {}, JSON.stringify(value, null, 2)));
}

// A schema where it is used: its fields at once, the objects in them as links.
function body(root, schema, prefix) {
  const whole = follow(root, schema);
  return [element('p', {}, kind(schema, prefix)), schema.$ref && whole.properties ? fields(whole, prefix) : null,
    example(whole.examples?.[0])];
}

function article(anchor, heading, summary, ...content) {
  const title = element('h4', {}, heading, summary ? element('small', {}, inline(summary)) : null);
  return element('article', { id: anchor }, title, element('div', {}, ...content));
}

function section(anchor, title, text, articles) {
  main.append(element('section', { id: anchor }, element('h2', {}, title), text ? prose(text) : null, articles));
  const links = articles.map((each) =>
    element('li', {}, element('a', { href: '#' + each.id }, each.querySelector('h4').dataset.short ?? each.querySelector('h4').firstChild.textContent)));
  nav.append(element('b', {}, element('a', { href: '#' + anchor }, title)), element('ul', {}, links));
}

function operation(root, path, verb, call) {
  const parameters = call.parameters.map((each) => follow(root, each));
  const request = call.requestBody?.content['application/json'].schema;
  const answers = Object.entries(call.responses).map(([status, each]) => answer(root, status, follow(root, each)));
  const heading = [element('span', { class: 'verb' }, verb.toUpperCase()), ' ', element('code', {}, path)];
  const made = article(id(call.operationId), heading, call.summary,
    call.description ? prose(call.description) : null,
    parameters.length ? [element('h3', {}, 'Parameters'), table(parameters.map((each) =>
      row(each.name, each.required, [each.in, ', ', ...kind(each.schema, 'rest')], each.description)))] : null,
    request ? [element('h3', {}, 'Body'), body(root, request, 'rest')] : null,
    element('h3', {}, 'Answers'), table(answers));
  made.querySelector('h4').dataset.short = call.summary;
  return made;
}

function answer(root, status, response) {
  const content = Object.values(response.content ?? {})[0]?.schema;
  const codes = content?.allOf?.[1].properties.error.properties.code.enum;
  const types = codes ? kind({ enum: codes }) : content ? kind(content, 'rest') : ['nothing'];
  const headers = Object.keys(response.headers ?? {}).filter((name) => name !== 'X-Request-Id');
  const text = response.description + (headers.length ? ` Headers: ${headers.map((name) => '`' + name + '`').join(', ')}.` : '');
  return row(status, false, types, text);
}

function rest(root) {
  section('rest', 'REST', root.info.description, []);
  for (const tag of root.tags) {
    const calls = Object.entries(root.paths).flatMap(([path, verbs]) => Object.entries(verbs)
      .filter(([, call]) => call.tags.includes(tag.name)).map(([verb, call]) => operation(root, path, verb, call)));
    section(id('tag', tag.name), tag.name[0].toUpperCase() + tag.name.slice(1), tag.description, calls);
  }
  section('rest-objects', 'Objects of REST', '', objects(root, 'rest'));
}

function message(root, channel, name, each) {
  const acks = root.operations[name]?.reply?.messages.map((ref) => follow(root, follow(root, ref)));
  const schema = each.payload.schema ?? each.payload;
  return article(id(channel, name), element('code', {}, each.title ? root.channels[channel].address : name), each.summary ?? each.title,
    body(root, schema, 'live'), example(each.examples?.[0].payload),
    acks ? [element('h3', {}, 'Ack'), table(acks.map((ack) => row(ack.name, false, kind(ack.payload, 'live'), ack.summary)))] : null,
    each.headers ? [element('h3', {}, 'Headers'), fields(each.headers, 'live')] : null,
    each.bindings ? element('p', {}, 'Key: ', inline(each.bindings.kafka.key.description)) : null);
}

function live(root) {
  section('live', 'Live', root.info.description, []);
  for (const [name, channel] of Object.entries(root.channels)) {
    const messages = Object.entries(channel.messages).map(([key, each]) => message(root, name, key, follow(root, each)));
    section(id('channel', name), channel.title, channel.description, messages);
  }
  section('live-objects', 'Objects of events', '', objects(root, 'live'));
}

function objects(root, prefix) {
  return Object.entries(root.components.schemas).map(([name, schema]) =>
    article(id(prefix, name), name, schema.description, fields(schema, prefix), example(schema.examples?.[0])));
}

async function read(name) {
  const response = await fetch(name);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
}

Promise.all([read('openapi.json'), read('asyncapi.json')]).then(([calls, events]) => {
  main.replaceChildren();
  rest(calls);
  live(events);
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView({ behavior: 'instant' });
}).catch((problem) => {
  main.replaceChildren(element('p', { role: 'alert' }, `The documents could not be read (${problem.message}). Reload the page.`));
}).finally(() => main.removeAttribute('aria-busy'));
