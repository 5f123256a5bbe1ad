import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';

import wording from '../../lint/wording.js';

import { projectFiles, read } from './project-text';

const linter = new Linter();

/** Returns the messages of the rule about a file with this content. */
function faults(code: string, filename: string): string[] {
	return linter
		.verify(
			code,
			[
				{
					files: ['**/*.ts'],
					languageOptions: { parser: tseslint.parser as Linter.Parser },
					plugins: { workshop: { rules: { wording: wording.rule } } },
					rules: { 'workshop/wording': 'error' },
				},
			],
			filename,
		)
		.map(({ message }) => message);
}

describe('the lint rule on wording', () => {
	it.each([
		['/** What was read lately. */'],
		['/** Whatever asks meanwhile waits. */'],
		['/** Of which nothing is kept. */'],
		['/** For errors of the network. */'],
		['/**\n * Who wrote to whom.\n */'],
		['/** As it came. */'],
		['/** By channel and id. */'],
		['/** Without the query. */'],
		['/** When open, the end of the opening. */'],
	])('refuses the beginning of the docstring %j', (code) => {
		expect(faults(code, 'delivery/record.ts')).toEqual([
			expect.stringContaining('A docstring starts with'),
		]);
	});

	it.each([
		['/** Returns what was read lately. */'],
		['/** Whether the window is open. */'],
		['/** Formats a number. */'],
		['/** In-memory cache of one process. */'],
		['// What follows is sorted.'],
	])('leaves %j alone', (code) => {
		expect(faults(code, 'delivery/record.ts')).toEqual([]);
	});

	it.each([
		['/** The parts of a text. */\nfunction parts() {}'],
		['/** Parts of a text. */\nexport function parts() {}'],
		['/** Reports of a number. */\nexport const reports = () => [];'],
		['/** n8n gives no type. */\nconst type = function () {};'],
		['class A {\n\t/** Called at the end. */\n\tend() {}\n}'],
		['interface A {\n\t/** Whether it is open. */\n\tisOpen(): boolean;\n}'],
	])('refuses the docstring of a function that starts without a verb: %j', (code) => {
		expect(faults(code, 'delivery/record.ts')).toEqual([
			expect.stringContaining('The docstring of a function starts with'),
		]);
	});

	it.each([
		['/** Returns the parts of a text. */\nfunction parts() {}'],
		['/** Reports that the message was read. */\nexport const report = () => undefined;'],
		['/** @param text of a customer */\nexport function parts(text: string) {}'],
		['class A {\n\t/** The messages that wait. */\n\tget waiting() {\n\t\treturn 0;\n\t}\n}'],
		['interface A {\n\t/** Whether it is open. */\n\tisOpen: () => boolean;\n}'],
		['/** Parts of texts, and how to compare them. */\n\nfunction compare() {}'],
	])('allows the docstring in %j', (code) => {
		expect(faults(code, 'delivery/record.ts')).toEqual([]);
	});

	it.each([
		['in a comment', '// Nobody can tell whether it arrived.', 'delivery/record.ts'],
		['in a text for users', "const title = 'No connection came about.';", 'providers/blip/a.ts'],
		['in a template', 'const title = `${name} has a fault of its own`;', 'providers/blip/a.ts'],
		['in a docstring', '/** Returns whoever wrote. */', 'store/a.ts'],
		['in the title of a test', "it('waits so long', () => {});", 'test/store/a.test.ts'],
		[
			'in the title of a table',
			"it.each(rows)('states a riddle', () => {});",
			'test/store/a.test.ts',
		],
	])('refuses a word %s', (_place, code, file) => {
		expect(faults(code, file)).toEqual([expect.stringContaining('Refused wording')]);
	});

	it.each([
		['when a customer writes'],
		['of another bot is recognised'],
		['and keeps its order'],
		['not in a loop'],
		['is refused without a name'],
		['has its icons'],
	])('refuses the title of a test that starts without a subject or verb: %j', (title) => {
		expect(faults(`it('${title}', () => {});`, 'test/store/a.test.ts')).toEqual([
			expect.stringContaining('The title of a test starts with'),
		]);
	});

	it('allows a describe that names a moment', () => {
		expect(faults("describe('after a crash', () => {});", 'test/store/a.test.ts')).toEqual([]);
	});

	const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ');

	it.each([
		['in a docstring', `/** Returns ${words(25)}. */\nconst a = 1;`],
		['over lines of a docstring', `/**\n * Returns ${words(12)}\n * ${words(13)}.\n */`],
		['over line comments', `// ${words(13)}\n// ${words(13)}.`],
	])('refuses a sentence of more than 25 words %s', (_place, code) => {
		expect(faults(code, 'store/a.ts')).toEqual([
			expect.stringContaining('A sentence has at most 25 words, not 26'),
		]);
	});

	it.each([
		['sentences', `// ${words(20)}. ${words(20)}.`],
		['the parts around a colon', `// ${words(20)}: ${words(20)}.`],
		['a sentence and a tag', `/**\n * Returns ${words(20)}\n *\n * @param a ${words(20)}\n */`],
		[
			'a sentence and its reference',
			`// ${words(25)} (docs/facts/n8n.md#repeats and docs/facts/n8n.md#links-between-items).`,
		],
	])('counts the words of %s by themselves', (_parts, code) => {
		expect(faults(code, 'store/a.ts')).toEqual([]);
	});

	it('does not read what a customer writes in a test', () => {
		expect(faults("send('so many questions');", 'test/store/a.test.ts')).toEqual([]);
	});

	it('does not read the words of customers that code recognises', () => {
		expect(faults("const none = 'zero|none|nobody';", 'conversation/words.ts')).toEqual([]);
	});

	it('allows "so long as" and "so many that"', () => {
		expect(faults('// Waits so long as it is open.', 'store/a.ts')).toEqual([]);
	});
});

describe('the pages', () => {
	it.each(projectFiles().filter((file) => file.endsWith('.md') && file !== 'docs/glossary.md'))(
		'%s uses no refused wording',
		(file) => {
			const texts = wording.refusedWordingIn(read(file).replaceAll('*Judge At*', ''));
			expect(texts).toEqual([]);
		},
	);
});

describe('the list of files whose wording is to be corrected', () => {
	const entries = read('lint/wording-to-correct.txt')
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('#'));
	const files = entries.filter((entry) => !entry.endsWith('/**'));

	it('lists only files that still break the rule', () => {
		const all = projectFiles();
		const done = files.filter(
			(file) => !all.includes(file) || faults(read(file), file).length === 0,
		);
		expect(done).toEqual([]);
		expect(new Set(files).size).toBe(files.length);
	});
});
