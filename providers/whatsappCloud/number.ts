import { z } from 'zod';

import { toE164 } from '../../messaging/phone';
import type { NumberApi, NumberHealth } from '../../messaging/provider';
import { graphUrl } from './graph';
import { call, UNREADABLE_ANSWER } from './pages';

/** Reads the state of a business number at Meta (docs/facts/whatsapp-cloud.md#business-numbers). */

const FIELDS = [
	...['display_phone_number', 'verified_name', 'quality_rating', 'status', 'throughput'],
	...['whatsapp_business_manager_messaging_limit', 'health_status'],
].join(',');

export const number = {
	async health(from, http) {
		const answer = await call(
			{
				method: 'GET',
				url: graphUrl(from.account, encodeURIComponent(from.id)),
				query: { fields: FIELDS },
			},
			http,
		);
		if (!answer.ok) return answer;
		const read = numberNode.safeParse(answer.value);
		return read.success
			? { ok: true, value: healthOf(read.data) }
			: { ok: false, error: UNREADABLE_ANSWER };
	},
} satisfies NumberApi;

const text = z.string().optional().catch(undefined);

const problem = z.object({ error_description: text, possible_solution: text });
const entity = z.object({ errors: z.array(problem).optional().catch(undefined) });

const numberNode = z.object({
	display_phone_number: text,
	verified_name: text,
	quality_rating: text,
	status: text,
	throughput: z.object({ level: text }).optional().catch(undefined),
	whatsapp_business_manager_messaging_limit: text,
	health_status: z
		.object({ can_send_message: text, entities: z.array(entity).optional().catch(undefined) })
		.optional()
		.catch(undefined),
});

const QUALITY: Readonly<Record<string, NonNullable<NumberHealth['quality']>>> = {
	GREEN: 'good',
	YELLOW: 'medium',
	RED: 'low',
};
const CAN_SEND: Readonly<Record<string, NonNullable<NumberHealth['canSend']>>> = {
	AVAILABLE: 'yes',
	LIMITED: 'limited',
	BLOCKED: 'no',
};
const LIMITS: Readonly<Record<string, NonNullable<NumberHealth['messagingLimit']>>> = {
	TIER_250: 250,
	TIER_2K: 2_000,
	TIER_10K: 10_000,
	TIER_100K: 100_000,
	TIER_UNLIMITED: 'unlimited',
};
const MESSAGES_PER_SECOND: Readonly<Record<string, number>> = { STANDARD: 80, HIGH: 1_000 };

function healthOf(node: z.infer<typeof numberNode>): NumberHealth {
	const { display_phone_number: shown, verified_name: name, status } = node;
	const phone = shown === undefined ? undefined : toE164(shown);
	const canSend = CAN_SEND[node.health_status?.can_send_message ?? ''];
	const messagingLimit = LIMITS[node.whatsapp_business_manager_messaging_limit ?? ''];
	const messagesPerSecond = MESSAGES_PER_SECOND[node.throughput?.level ?? ''];
	const problems = (node.health_status?.entities ?? [])
		.flatMap(({ errors = [] }) => errors)
		.map((found) => [found.error_description, found.possible_solution].filter(Boolean).join(' '))
		.filter((words) => words !== '');
	return {
		...(name !== undefined && { name }),
		...(phone !== undefined && { phone }),
		quality: QUALITY[node.quality_rating ?? ''] ?? 'unknown',
		...(status !== undefined && { status }),
		...(canSend !== undefined && { canSend }),
		...(messagingLimit !== undefined && { messagingLimit }),
		...(messagesPerSecond !== undefined && { messagesPerSecond }),
		...(problems.length > 0 && { problems: [...new Set(problems)] }),
	};
}
