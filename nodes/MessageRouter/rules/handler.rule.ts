import { routers } from '../../../routing';
import { readPath, type RoutingRule } from './rule';

/** Route By Handler: who has the conversation now, as the store knows it. There is nothing to set. */
export const handler: RoutingRule = {
	properties: [
		{
			displayName:
				'Messages leave by who answers the customer now: the bot, a human, or nobody yet because the customer waits for a human. The Business Messaging Trigger adds this to each message.',
			name: 'handlerNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { operation: ['handler'] } },
		},
	],
	prepare() {
		const router = routers.handler();
		return (json) => router.decide({ handler: readPath(json, 'conversation', 'handler') });
	},
};
