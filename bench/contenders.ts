import type { BenchNode, Benchmarked } from './benchmarked-n8n';

/** Nodes of the compared workflows: the same task with our nodes and with n8n's own, as a user would build it. */

const PACKAGE = 'n8n-nodes-business-messaging';

const RULES = [
	{ outputName: 'Opening hours', words: ['horário', 'horários', 'aberto'] },
	{ outputName: 'My order', words: ['pedido', 'encomenda', 'entrega'] },
	{ outputName: 'A person', words: ['atendente', 'pessoa', 'humano'] },
];

/** @param businessId the number that it hears; without it, every number of the account */
export function ourTrigger(
	{ credentials }: Benchmarked,
	options: Record<string, unknown> = {},
	businessId?: string,
): BenchNode {
	return {
		name: 'Trigger',
		type: `${PACKAGE}.businessMessagingTrigger`,
		typeVersion: 2,
		parameters: {
			provider: 'whatsappCloud',
			triggerOn: ['message'],
			...(businessId !== undefined && {
				businessId: { __rl: true, mode: 'id', value: businessId },
			}),
			options,
		},
		credentials: credentials.ours,
	};
}

export function ourRouter(): BenchNode {
	return {
		name: 'Router',
		type: `${PACKAGE}.messageRouter`,
		typeVersion: 2,
		parameters: {
			operation: 'keyword',
			keywordRules: {
				values: RULES.map(({ outputName, words }) => ({
					outputName,
					words: words.join(', '),
					match: 'anyWord',
				})),
			},
		},
	};
}

export function builtInTrigger({ credentials }: Benchmarked): BenchNode {
	return {
		name: 'WhatsApp Trigger',
		type: 'n8n-nodes-base.whatsAppTrigger',
		typeVersion: 1,
		parameters: { updates: ['messages'], options: {} },
		credentials: credentials.trigger,
	};
}

export function builtInSwitch(): BenchNode {
	return {
		name: 'Switch',
		type: 'n8n-nodes-base.switch',
		typeVersion: 3.2,
		parameters: {
			rules: {
				values: RULES.map(({ outputName, words }) => ({
					conditions: {
						options: { caseSensitive: false, leftValue: '', typeValidation: 'loose', version: 2 },
						combinator: 'or',
						conditions: words.map((word, index) => ({
							id: `${outputName}-${index}`,
							leftValue: '={{ $json.messages[0].text.body }}',
							rightValue: word,
							operator: { type: 'string', operation: 'contains' },
						})),
					},
					renameOutput: true,
					outputKey: outputName,
				})),
			},
			options: {},
		},
	};
}

export function bareWebhook(path: string): BenchNode {
	return {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
	};
}
