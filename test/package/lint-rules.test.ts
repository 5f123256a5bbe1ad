import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectFolder } from '../../sandbox/paths';

// Proves that the lint rules work: each is broken once, in a file that exists only here.

const eslint = join(projectFolder, 'node_modules', 'eslint', 'bin', 'eslint.js');

/** Returns ESLint's messages about this code in that file. */
function complaintsAbout(file: string, code: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [eslint, '--stdin', '--stdin-filename', file], {
			cwd: projectFolder,
			stdio: ['pipe', 'pipe', 'inherit'],
		});
		let output = '';
		child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
		child.once('error', reject);
		child.once('close', () => resolve(output));
		child.stdin.end(code);
	});
}

describe('the lint rules', () => {
	it.each([
		['messaging', '../providers/index'],
		['providers', '../store/contracts/store'],
		['providers/blip', '../whatsappCloud/build'],
		['providers/whatsapp-format', '../whatsappCloud/build'],
		['providers/whatsapp-format/inbound', '../../blip/build'],
		['routing', '../store/contracts/store'],
		['conversation', '../store/contracts/store'],
		['store', '../providers/index'],
		['intake', '../delivery/deliver'],
		['intake', '../nodes/BusinessMessagingTrigger/receive'],
		['simulator', '../delivery/deliver'],
		['delivery', '../intake/receive'],
		['delivery', '../simulator/respond'],
		['delivery', '../nodes/BusinessMessagingTrigger/receive'],
		['credentials', '../nodes/BusinessMessagingTrigger/receive'],
		['sandbox', '../nodes/BusinessMessagingTrigger/receive'],
	])('lint keeps %s from importing %s', async (folder, target) => {
		const code = `import { a } from '${target}';\nexport const b = a;\n`;
		expect(await complaintsAbout(`${folder}/probe.ts`, code)).toContain(
			'import-x/no-restricted-paths',
		);
	});

	it.each([
		'messaging',
		'providers',
		'routing',
		'conversation',
		'store',
		'simulator',
		'intake',
		'delivery',
		'sandbox',
	])('lint keeps n8n out of %s', async (folder) => {
		const code = "import type { INode } from 'n8n-workflow';\nexport type A = INode;\n";
		expect(await complaintsAbout(`${folder}/probe.ts`, code)).toContain('no-restricted-imports');
	});

	it.each(['messaging', 'providers', 'routing', 'conversation'])(
		'lint keeps clock and timers out of %s',
		async (folder) => {
			const code = ['Date.now()', 'new Date()', 'DateTime.now()', 'setTimeout(String, 1)']
				.map((expression, index) => `export const a${index} = ${expression};\n`)
				.join('');
			const complaints = await complaintsAbout(`${folder}/probe.ts`, code);
			expect(complaints.match(/no-restricted-syntax/g)).toHaveLength(4);
		},
	);

	it('lint lets a provider use the format of WhatsApp', async () => {
		const code =
			"import { messageBody } from '../whatsapp-format/outbound/message-body';\nexport const a = messageBody;\n";
		expect(await complaintsAbout('providers/blip/probe.ts', code)).toBe('');
	});

	it('lint allows code that reads a given time', async () => {
		const code = 'export const a = (now: Date) => new Date(now.getTime() + 1);\n';
		expect(await complaintsAbout('routing/probe.ts', code)).toBe('');
	});

	it('lint refuses any, console, default exports, and meaningless names', async () => {
		const code = 'export default function (a: any) {\n\tconsole.log(a);\n}\n';
		const complaints = await complaintsAbout('delivery/helpers.ts', code);
		for (const rule of [
			'no-explicit-any',
			'no-console',
			'no-default-export',
			'workshop/file-names',
		])
			expect(complaints).toContain(rule);
	});
});
