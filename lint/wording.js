'use strict';

/**
 * The lint rule `workshop/wording`: refuses words and patterns that docs/glossary.md and CONTRIBUTING.md rule out, in
 * comments, in texts that users read, and in the titles of tests.
 */

/** Refused beginnings: relative clauses and prepositions, after which the subject comes late or never. */
const OPENING =
	/^(What|Who|Whom|Whose|Whatever|Whichever|Which|Where|When|Why|How|That|While|If|As|About|After|At|Before|Behind|Between|By|For|From|In|Instead of|Of|On|Per|Since|To|Under|Until|Up to|With|Within|Without)(?![-\w])/;

/** A title is a sentence of its own. It neither continues that of `describe` nor describes the subject named there. */
const TITLE_OPENING = new RegExp(
	`${OPENING.source}|^(And|But|Or|Not|Because|Unless|Then|Is|Are|Was|Were|Has|Have|May|Can|Cannot|Must|Would|Need|Keep)\\b`,
	'i',
);

/** Third-person verbs, as far as their ending shows it. */
const VERB = /^[A-Z][a-z]*s\b(?!-)/;

/** Words on "s" that begin no verb phrase, as far as functions could be described with them. */
const NO_VERB =
	/^(Always|As|Bodies|Choices|Codes|Contacts|Customers|Days|Errors|Events|Executions|Fields|Files|Headers|Ids|Items|Its|Keys|Lines|Messages|Nodes|Options|Others|Parameters|Parts|Providers|Reasons|Rows|Rules|Settings|Sometimes|Statuses|Strangers|Templates|This|Thus|Tokens|Values|Variables|Webhooks|Words|Workflows)\b/;

/** A noun in the plural by what follows: "Reports of a number", unlike "Reports that …". */
const PLURAL_NOUN = /^(?!Consists|Disposes)[A-Z][a-z]+s (of|are)\b/;

/** Each pattern with what to write instead. */
const REFUSED = [
	[
		/\b(somebody|nobody|everybody|anybody|who(m|se)?ever)\b/i,
		'who it is: a customer, a user, no message',
	],
	[/\bjudg(e[sd]?|ing|e?ments?)\b/i, '"checks", "decides"'],
	[/\btaken for (an?|the|one)\b/i, '"counts as", "is read as"'],
	[/\b(told(?! apart)|tell(s|ing)? of)\b/i, '"reported", "recorded"'],
	[/\ball the same\b/i, '"anyway", or leave it out'],
	[/\b(get|gets|getting|got) rid\b/i, '"removes"'],
	[/\b(came|comes?|coming) about\b/i, '"was established", "happened"'],
	[/\bfaults? of (its|their) own\b/i, '"reported an internal error"'],
	[/\bso (many|long)\b(?! (as|that))/i, 'name the number and its unit'],
	[/\bsince ever\b/i, '"in total"'],
	[/\b(random|unguessable|secret) words?\b/i, '"secret" or "token"'],
	[/\bslips? of the finger\b/i, '"typing error"'],
	[/\bjourneys?\b/i, '"delivery", "path", "calls"'],
	[/\babyss(es)?\b/i, '"deep nesting"'],
	[/\briddles?\b/i, '"unclear error"'],
	[/\b(patiently|calmly)\b/i, 'say what happens: "retries", "after a few minutes"'],
	[/\bin heaps\b/i, '"in bursts"'],
	[/\bworth nothing\b/i, '"no longer valid"'],
	[/\bis to be done\b/i, 'an imperative, or "no action needed"'],
	[/(?<!\*)\b(Our|Phone) Number ID\b/, '"Business Number"'],
];

/** Words of customers that are recognised, such as `none|nobody`. They are data, whatever they say. */
const IS_WORD_LIST = /\w\|\w/;

/** Lower-case names of the functions whose first argument is the title of a test. */
const TEST_CALL = /^(it|test|describe)$/;
const IS_TEST = /^(it|test)$/;

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

/** Most words between two signs that end a thought. Lists after a colon and references count by themselves. */
const MAX_WORDS = 25;
const BETWEEN_SENTENCES = /[.!?:;]\)?(?:\s|$)|\n\s*\n|\n\s*[-|@]|→/;
const REFERENCE = /\((?:docs\/|https?:)[^)]*\)/g;

const tooLongOf = (comment) =>
	comment
		.replace(/^[\t ]*\*+ ?/gm, '')
		.replace(REFERENCE, '')
		.split(BETWEEN_SENTENCES)
		.map((sentence) => sentence.match(/\S*\w\S*/g) ?? [])
		.filter(({ length }) => length > MAX_WORDS)
		.map(
			(words) =>
				`A sentence has at most ${MAX_WORDS} words, not ${words.length} ("${words.slice(0, 4).join(' ')} …").`,
		);

/** Returns the comments of a file, with those of whole lines that follow each other as one. */
const joinedComments = (comments) =>
	comments.reduce((joined, comment) => {
		const last = joined.at(-1);
		const continues =
			last?.type === 'Line' &&
			comment.type === 'Line' &&
			comment.loc.start.line === last.loc.end.line + 1;
		if (!continues) return [...joined, comment];
		const loc = { start: last.loc.start, end: comment.loc.end };
		return [...joined.slice(0, -1), { ...last, loc, value: `${last.value}\n${comment.value}` }];
	}, []);

/** Returns what is wrong with a text, one message for each pattern. */
const refusedWordingIn = (text) =>
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

const titleFaultsOf = (title) => {
	const found = TITLE_OPENING.exec(title);
	if (found === null) return [];
	return [`The title of a test starts with its subject or verb, not with "${found[0]}".`];
};

const startsWithVerb = (docstring) =>
	VERB.test(docstring) && !NO_VERB.test(docstring) && !PLURAL_NOUN.test(docstring);

/** Returns what is wrong with a docstring of a function. One of nothing but tags is right: the name says the rest. */
const functionFaultsOf = (docstring) =>
	docstring.startsWith('@') || OPENING.test(docstring) || startsWithVerb(docstring)
		? []
		: [
				`The docstring of a function starts with a verb in the third person ("Returns …"), not with "${docstring.split(' ', 1)[0]}".`,
			];

const isDocstring = ({ type, value }) => type === 'Block' && value.startsWith('*');

const isFunction = (node) =>
	node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression';

/** Returns the node that a docstring stands before: the export of what is exported. */
const documentedNode = (node) => (/^Export/.test(node.parent.type) ? node.parent : node);

const rule = {
	meta: { type: 'suggestion', schema: [] },
	create(context) {
		const isTest = /(^|\/)test\//.test(context.filename.replaceAll('\\', '/'));
		const report = (at, faults) => {
			for (const message of faults) context.report({ ...at, message });
		};
		const text = (node) => {
			const words = textOf(node) ?? '';
			if (!IS_WORD_LIST.test(words)) report({ node }, refusedWordingIn(words));
		};
		const comments = () => {
			for (const comment of joinedComments(context.sourceCode.getAllComments())) {
				const words = wordsOf(comment.value);
				report({ loc: comment.loc }, [
					...(isDocstring(comment) ? openingFaultsOf(words) : []),
					...refusedWordingIn(words),
					...tooLongOf(comment.value),
				]);
			}
		};
		const functionDocstring = (node) => {
			const documented = documentedNode(node);
			const comment = context.sourceCode.getCommentsBefore(documented).at(-1);
			const isItsOwn = comment?.loc.end.line === documented.loc.start.line - 1;
			if (isItsOwn && isDocstring(comment))
				report({ loc: comment.loc }, functionFaultsOf(wordsOf(comment.value)));
		};
		const docstrings = {
			Program: comments,
			FunctionDeclaration: functionDocstring,
			TSDeclareFunction: functionDocstring,
			TSMethodSignature: functionDocstring,
			VariableDeclaration(node) {
				if (isFunction(node.declarations[0].init)) functionDocstring(node);
			},
			MethodDefinition(node) {
				if (node.kind === 'method') functionDocstring(node);
			},
		};
		if (!isTest) return { ...docstrings, Literal: text, TemplateLiteral: text };
		return {
			...docstrings,
			CallExpression({ callee, arguments: [title] }) {
				const called = calledName(callee);
				if (title === undefined || !TEST_CALL.test(called)) return;
				text(title);
				if (IS_TEST.test(called)) report({ node: title }, titleFaultsOf(textOf(title) ?? ''));
			},
		};
	},
};

module.exports = { rule, refusedWordingIn };
