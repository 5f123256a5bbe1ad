import type { ConversationState } from '../conversation/state';
import type { HandlerState } from '../conversation/handler';
import type { Silences } from '../conversation/silence';
import type { ConversationRow } from './schema';
import { isHashed, storedKey } from './stored-key';

/** Converts the columns of a conversation about handler, state and silences to the objects of `conversation/`, and back. */

const HANDLER_COLUMNS = [
	'handler',
	'handler_until',
	'handler_service',
	'handler_reason',
	'handler_at',
	'handler_since',
	'handler_team',
	'handler_agent_id',
	'handler_agent_name',
	'handler_ticket_id',
	'last_agent_id',
] as const;
const STATE_COLUMNS = ['step', 'state_values', 'state_expires_at', 'state_at'] as const;

const SILENCE_COLUMNS = [
	'customer_silent_since',
	'is_silence_announced',
	'agent_silent_since',
] as const;

type HandlerColumns = Pick<ConversationRow, (typeof HANDLER_COLUMNS)[number]>;
type StateColumns = Pick<ConversationRow, (typeof STATE_COLUMNS)[number]>;
type SilenceColumns = Pick<ConversationRow, (typeof SILENCE_COLUMNS)[number]>;

export function handlerColumns(row: ConversationRow): HandlerColumns {
	return pick(row, HANDLER_COLUMNS);
}

export function stateColumns(row: ConversationRow): StateColumns {
	return pick(row, STATE_COLUMNS);
}

export function silenceColumns(row: ConversationRow): SilenceColumns {
	return pick(row, SILENCE_COLUMNS);
}

export function readHandler(row: HandlerColumns): HandlerState {
	const { handler_agent_id: agentId, handler_agent_name: agentName } = row;
	return {
		handler: row.handler,
		since: row.handler_since,
		...(row.handler_service !== null && { service: row.handler_service }),
		...(row.handler_team !== null && { team: row.handler_team }),
		...(agentId !== null && {
			agent: { id: agentId, ...(agentName !== null && { name: agentName }) },
		}),
		...(row.handler_ticket_id !== null && { ticketId: row.handler_ticket_id }),
		...(row.handler_reason !== null && { reason: row.handler_reason }),
		...(row.handler_until !== null && { until: row.handler_until }),
		...(row.handler_at !== null && { changedAt: row.handler_at }),
		...(row.last_agent_id !== null && { lastAgentId: row.last_agent_id }),
	};
}

export function writeHandler(state: HandlerState): HandlerColumns {
	return {
		handler: state.handler,
		handler_since: state.since,
		handler_service: state.service ?? null,
		handler_team: keyOrNull(state.team),
		handler_agent_id: keyOrNull(state.agent?.id),
		handler_agent_name: state.agent?.name ?? null,
		handler_ticket_id: state.ticketId ?? null,
		handler_reason: state.reason ?? null,
		handler_until: state.until ?? null,
		handler_at: state.changedAt ?? null,
		last_agent_id: keyOrNull(state.lastAgentId),
	};
}

export function readState(row: StateColumns): ConversationState {
	return {
		...(row.step !== null && { step: row.step }),
		values:
			row.state_values === null
				? {}
				: (JSON.parse(row.state_values) as ConversationState['values']),
		...(row.state_expires_at !== null && { expiresAt: row.state_expires_at }),
	};
}

export function writeState(state: ConversationState, at: string): StateColumns {
	const isEmpty = Object.keys(state.values).length === 0;
	return {
		step: keyOrNull(state.step),
		state_values: isEmpty ? null : JSON.stringify(state.values),
		state_expires_at: state.expiresAt ?? null,
		state_at: at,
	};
}

export function readSilences(row: SilenceColumns): Silences {
	return {
		isAnnounced: row.is_silence_announced === 1,
		...(row.customer_silent_since !== null && { customerSince: row.customer_silent_since }),
		...(row.agent_silent_since !== null && { agentSince: row.agent_silent_since }),
	};
}

export function writeSilences(silences: Silences): SilenceColumns {
	return {
		customer_silent_since: silences.customerSince ?? null,
		is_silence_announced: silences.isAnnounced ? 1 : 0,
		agent_silent_since: silences.agentSince ?? null,
	};
}

/** Returns the stored form of a name. A long one that was read from the row is a hash already, and stays the same. */
function keyOrNull(name: string | undefined): string | null {
	if (name === undefined) return null;
	return isHashed(name) ? name : storedKey(name);
}

function pick<Row, Column extends keyof Row>(
	row: Row,
	columns: readonly Column[],
): Pick<Row, Column> {
	return Object.fromEntries(columns.map((column) => [column, row[column]])) as Pick<Row, Column>;
}
