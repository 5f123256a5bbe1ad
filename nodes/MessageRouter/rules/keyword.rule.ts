import { NodeOperationError } from 'n8n-workflow';
import { routers } from '../../../routing';
import { splitPatterns, splitWords } from '../../../routing/keyword-words';
import { isMatch, keywordProperties, MATCHES } from './keyword.properties';
import { asText, hasOption, readPath, refuseProblems, type RoutingRule } from './rule';

/**
 * Route By Keyword. The text and the tapped button are taken straight from the event; only another text to match
 * costs an expression for each item.
 */

interface RuleFields {
	outputName?: string;
	words?: string | number;
	match?: string;
}

interface OptionFields {
	numbers?: boolean;
	send?: string;
	typoTolerance?: boolean;
}

export const keyword: RoutingRule = {
	properties: keywordProperties,
	prepare(context, itemIndex) {
		const fields = context.getNodeParameter('keywordRules.values', itemIndex, []) as RuleFields[];
		const chosen = context.getNodeParameter('options', itemIndex, {}) as OptionFields;
		const router = routers.keyword({
			rules: fields.map(({ outputName, words, match }, rule) => {
				const how = match ?? 'anyWord';
				if (!isMatch(how)) {
					throw new NodeOperationError(
						context.getNode(),
						`The rule ${rule + 1} has the match "${how}", which does not exist.`,
						{ itemIndex, description: `Choose one of: ${Object.values(MATCHES).join(', ')}.` },
					);
				}
				const text = asText(words) ?? '';
				return {
					name: (outputName ?? '').trim(),
					words: how === 'regularExpression' ? splitPatterns(text) : splitWords(text),
					match: how,
				};
			}),
			send: chosen.send === 'all' ? 'all' : 'first',
			numbers: chosen.numbers ?? true,
			typoTolerance: chosen.typoTolerance ?? true,
		});
		refuseProblems(context, router, itemIndex);
		const ownText = hasOption(context, 'textToMatch');
		return (json, index) => {
			const text = ownText
				? context.getNodeParameter('options.textToMatch', index, '')
				: readPath(json, 'message', 'text');
			const id = asText(readPath(json, 'button', 'id'));
			const title = asText(readPath(json, 'button', 'title'));
			return router.decide({ text: asText(text), button: { id, title } });
		};
	},
};
