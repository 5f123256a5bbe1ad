import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { eventLoop } from './event-loop';
import { inbound } from './inbound';
import { keywords } from './keywords';
import { load, machine } from './machine';
import { memory } from './memory';
import { outbound } from './outbound';
import type { Part, Result } from './part';
import { receipts } from './receipts';
import { storeGrowth } from './store';

/**
 * Runs the benchmarks. `npm run bench` runs all parts in turn and writes RESULTS.md. `npm run bench -- inbound outbound`
 * runs only these parts. `--quick` makes a tenth of the requests and only prints the results. `--project <folder>`
 * measures another checkout (part event-loop) and only prints the results.
 */

const PARTS: readonly Part[] = [
	inbound,
	receipts,
	outbound,
	keywords,
	eventLoop,
	storeGrowth,
	memory,
];
const FILE = join(__dirname, 'RESULTS.md');

const HEAD = `# Benchmarks

Written by \`npm run bench\`. Absolute figures hold only for the machine that is named below them. Expect similar ratios
on other machines. The contenders of a part run in turn in the same n8n process, so that a busy machine slows all of
them. n8n has its default settings (SQLite, expression engine \`vm\`).

n8n's own WhatsApp nodes always call graph.facebook.com. For these runs, a file that Node loads before n8n
(\`bench/graph-redirect.cjs\`) redirects this address to an emulator on the same machine. The redirect skips TLS, which
favours these nodes. The nodes themselves are unchanged.
`;

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: { quick: { type: 'boolean', default: false }, project: { type: 'string' } },
		allowPositionals: true,
	});
	const unknown = positionals.filter((name) => !PARTS.some((part) => part.name === name));
	if (unknown.length > 0) {
		throw new Error(
			`No such part: ${unknown.join(', ')}. ${PARTS.map(({ name }) => name).join(', ')}`,
		);
	}
	for (const part of PARTS) {
		if (positionals.length > 0 && !positionals.includes(part.name)) continue;
		process.stdout.write(`\n${part.title} ...\n`);
		const loadBefore = load();
		const section = formatSection(part, await part.run(values), loadBefore);
		process.stdout.write(`${section}\n`);
		if (!values.quick && values.project === undefined)
			writeFileSync(FILE, withSection(part, section));
	}
}

function formatSection(
	part: Part,
	{ how, columns, rows, ratios }: Result,
	loadBefore: string,
): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	const today = new Date().toISOString().slice(0, 10);
	return [
		`## ${part.title}`,
		'',
		how,
		'',
		line(columns),
		line(columns.map(() => '---')),
		...rows.map(line),
		'',
		...ratios.map((ratio) => `- ${ratio}`),
		'',
		`_${today}, ${machine()}; load of the machine before the run: ${loadBefore}._`,
		'',
	].join('\n');
}

/** Returns the file with the section of this part replaced. Sections have the order of the parts. */
function withSection(part: Part, section: string): string {
	const before = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
	const sections = new Map(
		before
			.split(/^(?=## )/m)
			.slice(1)
			.map((text) => [/^## (.*)$/m.exec(text)?.[1] ?? '', text.trimEnd()]),
	);
	sections.set(part.title, section.trimEnd());
	const known = PARTS.flatMap(({ title }) => sections.get(title) ?? []);
	return [HEAD.trimEnd(), ...known].join('\n\n') + '\n';
}

// A started n8n ends with the exit of this process. Without these handlers, a signal would not run the exit handlers.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.once(signal, () => process.exit(1));
}

main().then(
	() => process.exit(0),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
		process.exit(1);
	},
);
