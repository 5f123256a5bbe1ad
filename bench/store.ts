import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { MessagingEvent } from '../messaging/event';
import { openStore } from '../store/open-store';
import type { Inbox, Store } from '../store/store';

/**
 * What one inbound message costs with few and with many contacts: `node --import tsx bench/store.ts`. Both stores take
 * turns, so that a busy machine slows both; the figure to look at is the ratio, which should stay near 1.
 */

const FEW = 1_000;
const MANY = 200_000;
const BATCH = 1_000;
const ROUNDS = 2_000;

const OPTIONS: Parameters<Inbox['receive']>[1] = {
	trigger: 'bench',
	owner: { bootId: 'bench', hostname: 'bench', processId: process.pid },
	now: new Date('2026-03-02T12:00:00.000Z'),
	windowHours: () => 24,
	keep: () => true,
	handoverMinutes: 60,
};

function inbound(id: string, customer: number): MessagingEvent {
	const digits = `5511${900_000_000 + customer}`;
	return {
		event: 'message',
		id,
		provider: 'whatsappCloud',
		channel: 'whatsapp',
		timestamp: OPTIONS.now.toISOString(),
		contact: { id: digits, phone: `+${digits}`, userId: `BR.${customer}`, name: 'Ana' },
		business: { id: 'business-1' },
		message: { id, type: 'text', text: 'Olá!' },
	};
}

async function filled(folder: string, contacts: number): Promise<Store> {
	const store = await openStore({ file: join(folder, `${contacts}.sqlite`) });
	for (let from = 0; from < contacts; from += BATCH) {
		const batch = Array.from({ length: BATCH }, (_, index) =>
			inbound(`fill-${from + index}`, from + index),
		);
		await store.inbox.receive(batch, OPTIONS);
	}
	return store;
}

async function timed(store: Store, round: number, contacts: number): Promise<number> {
	// Steps of a prime visit customers all over the file.
	const event = inbound(`round-${round}`, (round * 7_919) % contacts);
	const start = performance.now();
	const { fresh } = await store.inbox.receive([event], OPTIONS);
	const spent = performance.now() - start;
	if (fresh.length !== 1) throw new Error('The event was not fresh');
	return spent;
}

function median(values: number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

async function run(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'business-messaging-bench-'));
	try {
		const few = await filled(folder, FEW);
		const many = await filled(folder, MANY);
		const spent = { few: [] as number[], many: [] as number[] };
		for (let round = 0; round < ROUNDS; round++) {
			spent.few.push(await timed(few, round, FEW));
			spent.many.push(await timed(many, round, MANY));
		}
		await few.close();
		await many.close();
		const [a, b] = [median(spent.few), median(spent.many)];
		console.log(`One inbound message, median of ${ROUNDS}, flush to disk included:`);
		console.log(`  ${FEW} contacts: ${a.toFixed(2)} ms`);
		console.log(`  ${MANY} contacts: ${b.toFixed(2)} ms`);
		console.log(`  ratio: ${(b / a).toFixed(2)}`);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

void run();
