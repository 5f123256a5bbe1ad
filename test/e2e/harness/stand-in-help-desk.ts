import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** A help desk of the user's own, with numbers as ids of its tickets. */
export interface StandInHelpDesk {
	readonly baseUrl: string;
	/** The texts of each ticket, by its id. */
	readonly tickets: Map<number, string[]>;
	close(): Promise<void>;
}

const bodySchema = z.object({
	ticket: z.coerce.string().optional(),
	comment: z.string(),
});

const FIRST_TICKET = 7001;

export async function startStandInHelpDesk(): Promise<StandInHelpDesk> {
	const tickets: StandInHelpDesk['tickets'] = new Map();
	/** Answers with the ticket, or with 404 for one that is not written as the desk writes it. */
	const add = ({ ticket, comment }: z.infer<typeof bodySchema>) => {
		const id = ticket === undefined ? FIRST_TICKET + tickets.size : idOf(ticket);
		if (ticket === undefined) tickets.set(id, []);
		const texts = tickets.get(id);
		texts?.push(comment);
		return texts ? { status: 200, body: { ticket: { id } } } : { status: 404, body: {} };
	};
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const read = bodySchema.safeParse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
			const { status, body } = read.success ? add(read.data) : { status: 400, body: {} };
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		baseUrl: `http://127.0.0.1:${port}`,
		tickets,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

function idOf(typed: string): number {
	return /^\d+$/.test(typed) ? Number(typed) : NaN;
}
