import fc from 'fast-check';

import { idOf, readable, readableFields } from '../../../nodes/Usedesk/answers/readable';
import {
	readableTicket,
	readableTicketFile,
	simplified,
	TICKET_STATUSES,
} from '../../../nodes/Usedesk/answers/ticket';

describe('Usedesk: readable answers', () => {
	it('names fields as the rest of the package does, and gives ids as text', () => {
		expect(
			readable({ client_id: 9001, is_new_note: true, tickets: [{ id: 1, last_updated_at: 'x' }] }),
		).toEqual({ clientId: '9001', isNewNote: true, tickets: [{ id: '1', lastUpdatedAt: 'x' }] });
	});

	it('keeps secrets out, at any depth', () => {
		const answer = { secret: 'a', custom_blocks: [{ secret_key: 'b', name: 'n' }], api_token: 'c' };
		expect(readable(answer)).toEqual({ customBlocks: [{ name: 'n' }] });
	});

	it('reads anything without failing, and keeps every value that is no id', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				readable(value);
				readableFields(value);
				readableTicket(value);
				readableTicketFile(value);
			}),
		);
		fc.assert(
			fc.property(fc.array(fc.oneof(fc.integer(), fc.string(), fc.boolean())), (list) => {
				expect(readable(list)).toEqual(list);
			}),
		);
	});

	it.each([
		[128, '128'],
		['128', '128'],
		[' 128 ', '128'],
		[0, undefined],
		['', undefined],
		['null', undefined],
		[null, undefined],
		[{}, undefined],
	])('reads the id %j as %j', (given, id) => {
		expect(idOf(given)).toBe(id);
	});
});

describe('Usedesk: tickets', () => {
	it.each(TICKET_STATUSES)('names the state $id $name in lists and in tickets', ({ id, name }) => {
		const expected = { statusId: String(id), status: name };
		expect(readableTicket({ status: id })).toEqual(expected);
		expect(readableTicket({ status_id: String(id) })).toEqual(expected);
	});

	it('keeps a state that it does not know', () => {
		expect(readableTicket({ status_id: 99 })).toEqual({ statusId: '99', status: '99' });
		expect(readableTicket({})).toEqual({});
	});

	it('puts comments and tags beside the fields of the ticket', () => {
		const answer = {
			ticket: { id: 1, subject: 's' },
			comments: [{ id: 2, ticket_id: 1 }],
			tags: [],
		};
		expect(readableTicketFile(answer)).toEqual({
			id: '1',
			subject: 's',
			comments: [{ id: '2', ticketId: '1' }],
			tags: [],
		});
	});

	it('simplifies to what a workflow usually needs', () => {
		expect(simplified({ id: '1', avatar: 'x', status: 'Open', remindAt: null })).toEqual({
			id: '1',
			status: 'Open',
		});
	});
});
