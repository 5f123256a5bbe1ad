import { routers } from '../../../routing';
import { defineRule, readPath } from './rule';

/** Route By Handler: the handler of the conversation, as the store knows it. There are no settings. */
export const handler = defineRule({
	option: {
		name: 'Handler',
		description: 'By who answers the customer: the bot, an agent, or no one yet',
		action: 'Route by handler',
	},
	properties: [
		{
			displayName:
				'Each message leaves on the output of its handler: the bot, an agent, or no one yet because the customer waits for an agent. The Business Messaging Trigger adds the handler to each message.',
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
