import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { inbound } from './inbound';
import { keywords } from './keywords';
import { load, machine } from './machine';
import { memory } from './memory';
import { outbound } from './outbound';
import type { Part, Result } from './part';
import { receipts } from './receipts';
import { silence } from './silence';
import { storeGrowth } from './store';

/**
 * `npm run bench`: everything, one after the other, into RESULTS.md. `npm run bench -- inbound outbound` only these
 * parts; `--quick` a tenth of the requests, on the screen only; `--project <folder>` measures another checkout, on the
 * screen only (part silence).
 */

const PARTS: readonly Part[] = [
	inbound,
	receipts,
	outbound,
	keywords,
	silence,
	storeGrowth,
	memory,
];
const FILE = join(__dirname, 'RESULTS.md');

const HEAD = `# Benchmarks

Written by \`npm run bench\`. Absolute figures belong to the machine that is named with them; what carries over to others
are the ratios. The contenders of a part run in the same n8n process, with n8n's default settings (SQLite, expression
engine \`vm\`), in turn, so that a busy machine slows all of them.

n8n's own WhatsApp nodes know only the address graph.facebook.com. For these runs it is redirected to an emulator on this
machine by a file that Node loads before n8n (\`bench/graph-redirect.cjs\`), without TLS, which favours them; the nodes
themselves are untouched.
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
		const section = written(part, await part.run(values), loadBefore);
		process.stdout.write(`${section}\n`);
		if (!values.quick && values.project === undefined)
			writeFileSync(FILE, withSection(part, section));
	}
}

function written(part: Part, { how, columns, rows, ratios }: Result, loadBefore: string): string {
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

/** The file with this part's section replaced, in the order of the parts. */
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

// A started n8n ends when this process exits, which a signal alone does not make it do.
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
