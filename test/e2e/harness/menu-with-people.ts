import { randomUUID } from 'node:crypto';

/** A menu in which one choice leads to a team, and the pieces to build workflows beside it. */

const OURS = 'n8n-nodes-business-messaging.';

export type Node = Record<string, unknown> & { name: string };

export const node = (name: string, type: string, parameters: object, more: object = {}): Node => ({
	...{ id: randomUUID(), name, type, typeVersion: 2, position: [0, 0], parameters },
	...more,
});
export const action = (name: string, parameters: object) =>
	node(name, `${OURS}businessMessaging`, {
		...{ provider: 'simulator', resource: 'conversation' },
		...parameters,
	});
export const link = (...names: string[]) => ({
	main: names.map((name) => (name === '' ? [] : [{ node: name, type: 'main', index: 0 }])),
});
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const REMEMBERED = { values: { value: [{ name: 'wish', value: '={{ $json.message.text }}' }] } };

/**
 * Returns a workflow that answers with a menu, and leads who asks for a person to the team Vendas.
 *
 * @param more parameters of its trigger
 */
export function menuWithPeople(more: object = {}) {
	const filters = { alsoWhileHandled: true };
	const trigger = { provider: 'simulator', triggerOn: ['message'], filters, ...more };
	const people = { values: [{ outputName: 'A person', words: 'pessoa', match: 'anyWord' }] };
	const nodes = [
		node('Customer writes', `${OURS}businessMessagingTrigger`, trigger, {
			webhookId: randomUUID(),
		}),
		node('Who answers?', `${OURS}messageRouter`, { operation: 'handler' }),
		node('What is it about?', `${OURS}messageRouter`, {
			operation: 'keyword',
			keywordRules: people,
		}),
		action('Remember', { operation: 'setState', step: 'asked for a person', ...REMEMBERED }),
		action('To sales', {
			...{ operation: 'redirect', redirectTo: 'team', target: byId('Vendas') },
			...{ ticketId: '004711', notice: 'simple' },
		}),
		action('Menu', {
			...{ resource: 'message', operation: 'send' },
			text: '=Menu ({{ $json.conversation.step ?? "no step" }})',
		}),
	];
	return {
		name: `Menu ${randomUUID()}`,
		nodes,
		connections: {
			'Customer writes': link('Who answers?'),
			'Who answers?': link('What is it about?'),
			'What is it about?': link('Menu', 'Remember'),
			Remember: link('To sales'),
		},
		settings: { executionOrder: 'v1' },
	};
}
