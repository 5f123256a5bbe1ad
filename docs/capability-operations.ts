import { onAnyChannel, type DocumentedProvider, type NodeOperation } from './capability-sources';

/**
 * The features that each operation of the node needs from a provider. An operation that is not named here needs none:
 * it works on n8n's own conversation store.
 */

/** Support of an operation: `yes` or `no` at the provider, `own` in n8n alone, `both` in n8n and at the provider. */
export type Offer = 'yes' | 'no' | 'own' | 'both';

type Question = (provider: DocumentedProvider) => Offer;

const when =
	(test: (provider: DocumentedProvider) => boolean): Question =>
	(provider) =>
		test(provider) ? 'yes' : 'no';

const withTemplates = when(({ adapter }) => adapter.templates !== undefined);

export const NEEDED: Readonly<Record<string, Question>> = {
	'message.send': () => 'yes',
	'message.sendAndWaitForReply': () => 'yes',
	'message.sendTemplate': when(
		(provider) =>
			provider.adapter.templates !== undefined &&
			onAnyChannel(provider, ({ messages }) => messages.template.support !== 'refused'),
	),
	'message.markAsRead': when(
		(provider) =>
			provider.adapter.signals !== undefined &&
			onAnyChannel(provider, (capabilities) => capabilities.markAsRead),
	),
	'message.sendTyping': when(
		(provider) =>
			provider.adapter.signals !== undefined &&
			onAnyChannel(provider, (capabilities) => capabilities.typingIndicator),
	),
	'message.downloadMedia': when(({ adapter }) => adapter.media !== undefined),
	'agent.getAvailability': ({ adapter }) => (adapter.agents ? 'both' : 'own'),
	'conversation.assign': ({ adapter }) => (adapter.redirect ? 'both' : 'own'),
	'conversation.close': ({ adapter }) => (adapter.redirect ? 'both' : 'own'),
	'conversation.redirect': ({ adapter }) => (adapter.redirect ? 'both' : 'own'),
	'conversation.handBack': ({ adapter }) => (adapter.redirect ? 'both' : 'own'),
	'template.list': withTemplates,
	'template.get': withTemplates,
	'template.create': when(({ adapter }) => adapter.templates?.create !== undefined),
	'template.delete': when(({ adapter }) => adapter.templates?.remove !== undefined),
	'number.getHealth': ({ adapter }) => (adapter.number ? 'both' : 'own'),
};

export function offerOf({ key }: NodeOperation, provider: DocumentedProvider): Offer {
	return NEEDED[key]?.(provider) ?? 'own';
}
