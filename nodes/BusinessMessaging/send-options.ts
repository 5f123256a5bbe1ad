import type { IExecuteFunctions } from 'n8n-workflow';

import type { OutboundMessage } from '../../messaging/outbound-message';
import { numberValue } from '../ports/number-value';
import { textValue } from '../ports/text-value';
import { renamed } from './message-parts';

/** Fields that every message may have beside its content. */
type Common = Pick<
	OutboundMessage,
	'replyTo' | 'reference' | 'validitySeconds' | 'failover' | 'continueIn'
>;

interface GivenOptions {
	replyTo?: unknown;
	reference?: unknown;
	validitySeconds?: number;
	smsFailover?: { sms?: { text?: string; from?: string } };
	continueIn?: { flow?: { flowId?: string; stateId?: string; masterState?: string } };
}

/** Reads the fields that are filled in. Leaves out a failover without a text and a flow without a state. */
export function readCommon(context: IExecuteFunctions, item: number): Common {
	const given = context.getNodeParameter('options', item, {}) as GivenOptions;
	const { text, from } = given.smsFailover?.sms ?? {};
	const label = 'Deliver Within (Seconds)';
	const validitySeconds = numberValue(context.getNode(), label, given.validitySeconds, item);
	const { flowId, stateId, masterState } = given.continueIn?.flow ?? {};
	return {
		...renamed('replyTo', textValue(context.getNode(), 'Quote Message ID', given.replyTo, item)),
		...renamed('reference', textValue(context.getNode(), 'Reference', given.reference, item)),
		...(validitySeconds ? { validitySeconds } : {}),
		...(text ? { failover: { channel: 'sms', text, ...(from ? { from } : {}) } } : {}),
		...(flowId && stateId
			? { continueIn: { flowId, stateId, ...(masterState ? { masterState } : {}) } }
			: {}),
	};
}
