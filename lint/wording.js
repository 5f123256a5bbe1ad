'use strict';

/**
 * The lint rule `workshop/wording`: refuses words and patterns that docs/glossary.md and CONTRIBUTING.md rule out, in
 * comments, in texts that users read, and in the titles of tests.
 */

/** Refused beginnings of a docstring, after which the subject comes late or never. */
const OPENING =
	/^(What|Who|Whoever|Whom|Whose|Whatever|Whichever|For|(Of|In|From|With|By|On|To|At|Under|Behind) (what|which|whom|whose))\b/;

/** Each pattern with what to write instead. */
const REFUSED = [
	[/\bnobody can tell\b/i, 'name the state, e.g. "unknown"'],
	[/\b(came|comes?|coming) about\b/i, '"was established", "happened"'],
	[/\bfaults? of (its|their) own\b/i, '"reported an internal error"'],
	[/\bso (many|long)\b(?! (as|that))/i, 'name the number and its unit'],
	[/\bsince ever\b/i, '"in total"'],
	[/\bnobody(?:'s| is written)\b/i, 'name who or what it is'],
	[/\b(random|unguessable|secret) words?\b/i, '"secret" or "token"'],
	[/\bslips? of the finger\b/i, '"typing error"'],
	[/\bjourneys?\b/i, '"delivery", "path", "calls"'],
	[/\babyss(es)?\b/i, '"deep nesting"'],
	[/\briddles?\b/i, '"unclear error"'],
	[/\b(patiently|calmly)\b/i, 'say what happens: "retries", "after a few minutes"'],
	[/\bin heaps\b/i, '"in bursts"'],
	[/\bworth nothing\b/i, '"no longer valid"'],
	[/\bis to be done\b/i, 'an imperative, or "no action needed"'],
	[/\b(Our|Phone) Number ID\b/, '"Business Number"'],
];

/** Lower-case names of the functions whose first argument is the title of a test. */
const TEST_CALL = /^(it|test|describe)$/;

/** Returns the name of the innermost function: `it` of `it.each(rows)('…')`. */
function calledName(callee) {
	if (callee.type === 'Identifier') return callee.name;
	if (callee.type === 'MemberExpression') return calledName(callee.object);
	if (callee.type === 'CallExpression') return calledName(callee.callee);
	if (callee.type === 'TaggedTemplateExpression') return calledName(callee.tag);
	return '';
}

const textOf = (node) => {
	if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
	if (node.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.raw).join('…');
	return undefined;
};

/** Returns the words of a comment without its stars. */
const wordsOf = (comment) =>
	comment
		.replace(/^\s*\*+ ?/gm, '')
		.replace(/\s+/g, ' ')
		.trim();

/** Returns what is wrong with a text, one message for each pattern. */
const faultsOf = (text) =>
	REFUSED.flatMap(([pattern, instead]) => {
		const found = pattern.exec(text);
		return found === null ? [] : [`Refused wording "${found[0]}". Write ${instead}.`];
	});

const openingFaultsOf = (docstring) => {
	const found = OPENING.exec(docstring);
	if (found === null) return [];
	return [
		`A docstring starts with a verb in the third person or with a noun, not with "${found[0]}".`,
	];
};

const rule = {
	meta: { type: 'suggestion', schema: [] },
	create(context) {
		const isTest = /(^|\/)test\//.test(context.filename.replaceAll('\\', '/'));
		const report = (at, faults) => {
			for (const message of faults) context.report({ ...at, message });
		};
		const text = (node) => report({ node }, faultsOf(textOf(node) ?? ''));
		const comments = () => {
			for (const comment of context.sourceCode.getAllComments()) {
				const words = wordsOf(comment.value);
				const isDocstring = comment.type === 'Block' && comment.value.startsWith('*');
				report({ loc: comment.loc }, [
					...(isDocstring ? openingFaultsOf(words) : []),
					...faultsOf(words),
				]);
			}
		};
		if (!isTest) return { Program: comments, Literal: text, TemplateLiteral: text };
		return {
			Program: comments,
			CallExpression({ callee, arguments: [title] }) {
				if (title !== undefined && TEST_CALL.test(calledName(callee))) text(title);
			},
		};
	},
};

module.exports = { rule };
