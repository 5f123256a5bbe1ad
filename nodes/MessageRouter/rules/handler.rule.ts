import { routers } from '../../../routing';
import { defineRule, readPath } from './rule';

/** Route By Handler: the handler of the conversation, as the store knows it. There are no settings. */
export const handler = defineRule({
	option: {
		name: 'Handler',
		description: 'By who answers the customer: the bot, a human, or nobody yet',
		action: 'Route by handler',
	},
	properties: [
		{
			displayName:
				'Messages leave by who answers the customer: the bot, a human, or nobody yet because the customer waits for a human. The Business Messaging Trigger adds this to each message.',
			name: 'handlerNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { operation: ['handler'] } },
		},
	],
	outputNames: () => ['Bot', 'Human', 'Waiting'],
	hasFallback: false,
	readSettings: () => undefined,
	compile: routers.handler,
	inputReader: () => (json) => ({ handler: readPath(json, 'conversation', 'handler') }),
	reasons: {
		handler: 'The conversation has this handler.',
		noHandler: 'The item names no handler, so the bot answers.',
		unknownHandler: 'The item names an unknown handler, so the bot answers.',
	},
});
