import { randomUUID } from 'node:crypto';

import { audienceOf } from './addresses';
import type { ContactRow, ConversationRow } from './schema';
import type { Parties } from './contracts/parties';
import { storedKey } from './stored-key';

/** Builds the rows of a customer and a conversation that are new to the store. */

/** Returns the row of an unknown contact. `at` is the time of its first event. */
export function newContact(parties: Parties, at: string): ContactRow {
	return {
		id: randomUUID(),
		audience: audienceOf(parties),
		channel: parties.channel,
		phone: null,
		user_id: null,
		username: null,
		name: null,
		language: null,
		told_at: '{}',
		tier: null,
		tags: '[]',
		attributes: '{}',
		customer_id: null,
		first_seen_at: at,
		last_seen_at: at,
	};
}

/** Returns the row of a new conversation: the bot answers, and no window is open. */
export function newConversation(parties: Parties, contactId: string, at: string): ConversationRow {
	return {
		id: randomUUID(),
		contact_id: contactId,
		provider: parties.provider,
		business_id: storedKey(parties.businessId),
		address: parties.contact.id,
		address_at: at,
		window_expires_at: null,
		first_inbound_id: null,
		last_inbound_id: null,
		last_inbound_at: null,
		last_outbound_at: null,
		handler: 'bot',
		handler_until: null,
		handler_service: null,
		handler_reason: null,
		handler_at: null,
		handler_since: at,
		handler_team: null,
		handler_agent_id: null,
		handler_agent_name: null,
		handler_ticket_id: null,
		last_agent_id: null,
		account: null,
		step: null,
		state_values: null,
		state_expires_at: null,
		state_at: null,
		closed_at: null,
		choices: null,
		choices_at: null,
		customer_silent_since: null,
		is_silence_announced: 0,
		agent_silent_since: null,
		look_at: null,
		recent_inbound: null,
		recent_outbound: null,
		created_at: at,
	};
}
