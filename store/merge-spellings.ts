import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { sql } from 'kysely';
import type { CountryCode } from 'libphonenumber-js/max';

import { canonicalPhone, countryOf } from '../messaging/phone';
import type { Channel } from '../messaging/provider-names';
import { readTypedPhone } from '../messaging/typed-phone';
import { phoneKey, renewedKey, UNNAMED_SHOP } from './addresses';
import { fillMissingFacts } from './contact-facts';
import { copyOptOuts, meantPhones } from './misread-opt-outs';
import { contactsAt } from './person-and-conversation';
import type { ContactRow } from './schema';
import { mergeStrictly } from './strict-merge';
import type { Transaction, Transactions } from './transactions';

/**
 * Merges contacts that version 0.1.0 kept apart, because it did not read every spelling of a phone number: the typed text
 * became an id. On channels without phone numbers it was the other way round: an id of digits became a phone number. It
 * also kept the two spellings of Mexican and Argentine numbers apart.
 *
 * A number without country code is read by the country of the business. That may become known only with a new customer's
 * message, so the contacts are read again whenever the known countries change.
 */
export async function mergeSpellings(transactions: Transactions): Promise<void> {
	const countries = await transactions.read(knownCountries);
	const readWith = [READING, ...countries].join();
	if ((await transactions.read((transaction) => readValue(transaction, MARK))) === readWith) return;
	const since = await transactions.write((transaction) =>
		timeOfFirstReading(transactions, transaction),
	);
	let last: AddressRow | undefined;
	for (;;) {
		const page = await transactions.read((transaction) => addressesAfter(transaction, last));
		last = page.at(-1);
		if (last === undefined) break;
		const unread = await transactions.read((transaction) => selectUnread(transaction, page));
		const respelled = page.filter((row) => hasFormerKey(row) && !unread.includes(row));
		await readAllAgain(transactions, [...unread, ...respelled], countries);
		await copyMisreadOptOuts(transactions, page, countries, since);
		await yieldToOthers();
	}
	await transactions.write((transaction) => writeValue(transaction, MARK, readWith));
}

async function readAllAgain(
	transactions: Transactions,
	unread: readonly AddressRow[],
	countries: readonly CountryCode[],
): Promise<void> {
	let next = 0;
	const work = async () => {
		while (next < unread.length) {
			const some = unread.slice(next, (next += MERGES_AT_ONCE));
			await transactions.write(async (transaction) => {
				for (const address of some) {
					await readAgain(transaction, address, countries);
					await yieldToOthers();
				}
			});
		}
	};
	const connections = transactions.hasSingleWriter ? 1 : CONNECTIONS;
	await Promise.all(Array.from({ length: connections }, work));
}

/** Version of the reading. Another one reads all contacts again. */
const READING = 'two spellings in BR, MX, AR;';

/** Number of addresses that are read before other work continues. */
const PAGE = 1_000;
/** Contacts in one transaction, each of which costs a flush to the disk. */
const MERGES_AT_ONCE = 200;
/** Transactions at once, where an engine allows several. */
const CONNECTIONS = 4;

interface AddressRow {
	audience: string;
	channel: Channel;
	address: string;
	contact_id: string;
}

/** Name of the row in `installation` that holds the countries with which the contacts were read. */
const MARK = 'spellingsReadWith';

/** Name of the row that holds the time at which a version with this reading first opened the store. */
const FIRST_READING = 'spellingsReadSince';

async function readValue(transaction: Transaction, name: string): Promise<string | undefined> {
	const row = await transaction
		.selectFrom('installation')
		.select('value')
		.where('name', '=', name)
		.executeTakeFirst();
	return row?.value;
}

async function writeValue(transaction: Transaction, name: string, value: string): Promise<void> {
	await transaction
		.insertInto('installation')
		.values({ name, value })
		.onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
		.execute();
}

async function timeOfFirstReading(
	{ currentTime }: Transactions,
	transaction: Transaction,
): Promise<string> {
	await transaction
		.insertInto('installation')
		.values({ name: FIRST_READING, value: currentTime })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	return (await readValue(transaction, FIRST_READING)) ?? '';
}

/** Copies opt-outs that were typed without country code, and read as numbers of another country. */
async function copyMisreadOptOuts(
	transactions: Transactions,
	page: readonly AddressRow[],
	countries: readonly CountryCode[],
	since: string,
): Promise<void> {
	for (const { audience, channel, address, contact_id } of page) {
		if (audience !== UNNAMED_SHOP || !PHONE_CHANNELS.has(channel)) continue;
		for (const phone of meantPhones(address, countries)) {
			await transactions.write(async (transaction) => {
				const contact = await lockContact(transaction, contact_id);
				if (contact === undefined || (await hasWritten(transaction, contact.id))) return;
				await copyOptOuts(transaction, contact, phone, since);
			});
		}
	}
}

/** Returns the countries of all businesses whose phone number is known, in a fixed order. */
async function knownCountries(transaction: Transaction): Promise<CountryCode[]> {
	const rows = await transaction.selectFrom('business_numbers').select('phone').execute();
	const countries = rows.map(({ phone }) => countryOf(phone));
	return [...new Set(countries.filter((country) => country !== undefined))].sort();
}

async function addressesAfter(
	transaction: Transaction,
	last: AddressRow | undefined,
): Promise<AddressRow[]> {
	const { audience, channel, address } = last ?? { audience: '', channel: '', address: '' };
	return transaction
		.selectFrom('contact_addresses')
		.selectAll()
		.where(sql<boolean>`(audience, channel, address) > (${audience}, ${channel}, ${address})`)
		.orderBy('audience')
		.orderBy('channel')
		.orderBy('address')
		.limit(PAGE)
		.execute();
}

const PHONE_CHANNELS: ReadonlySet<Channel> = new Set(['whatsapp', 'viber', 'sms', 'rcs']);

/** Returns addresses of contacts that have none of the kind by which their channel knows customers. */
async function selectUnread(
	transaction: Transaction,
	page: readonly AddressRow[],
): Promise<AddressRow[]> {
	const unread: AddressRow[] = [];
	for (const isByPhone of [true, false]) {
		const [foreign, own] = isByPhone ? ['id:', 'phone:'] : ['phone:', 'id:'];
		const suspects = page.filter(
			({ channel, address }) =>
				PHONE_CHANNELS.has(channel) === isByPhone && address.startsWith(foreign),
		);
		if (suspects.length === 0) continue;
		const known = await transaction
			.selectFrom('contact_addresses')
			.select('contact_id')
			.where('contact_id', 'in', [...new Set(suspects.map(({ contact_id }) => contact_id))])
			.where('address', 'like', `${own}%`)
			.execute();
		const ids = new Set(known.map(({ contact_id }) => contact_id));
		unread.push(...suspects.filter(({ contact_id }) => !ids.has(contact_id)));
	}
	return unread;
}

/** Returns whether the key of a phone number is a former one. On other channels an id finds the contact. */
function hasFormerKey({ channel, address }: AddressRow): boolean {
	return PHONE_CHANNELS.has(channel) && renewedKey(address) !== address;
}

async function readAgain(
	transaction: Transaction,
	row: AddressRow,
	countries: readonly CountryCode[],
): Promise<void> {
	const contact = await lockContact(transaction, row.contact_id);
	// Another spelling on the same page may have brought it along.
	if (contact === undefined) return;
	if (!PHONE_CHANNELS.has(row.channel)) await readAsId(transaction, row, contact);
	else if (hasFormerKey(row))
		await replaceAddress(transaction, row, contact, renewedKey(row.address));
	else await readAsPhone(transaction, row, contact, countries);
}

async function lockContact(transaction: Transaction, id: string): Promise<ContactRow | undefined> {
	return transaction
		.selectFrom('contacts')
		.selectAll()
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
}

async function readAsPhone(
	transaction: Transaction,
	row: AddressRow,
	contact: ContactRow,
	countries: readonly CountryCode[],
): Promise<void> {
	const typed = row.address.replace(/^id:\w+:/, '');
	const phone = readPhone(typed, row.audience === UNNAMED_SHOP ? countries : []);
	if (phone === undefined) return;
	await transaction
		.updateTable('conversations')
		// An address from the provider takes precedence.
		.set({ address: phone, address_at: EARLIEST })
		.where('contact_id', '=', contact.id)
		.execute();
	const known = fillMissingFacts(contact, { id: phone }, contact.first_seen_at);
	await mergeAt(transaction, known, phoneKey(phone));
}

const EARLIEST = '1970-01-01T00:00:00.000Z';

/** Returns the phone number, unless the countries of the businesses make several of it. */
function readPhone(typed: string, countries: readonly CountryCode[]): string | undefined {
	const homes = countries.length === 0 ? [undefined] : countries;
	const phones = homes
		.map((home) => readTypedPhone(typed, home))
		.flatMap((reading) => ('phone' in reading ? [reading.phone] : []));
	const isOne = new Set(phones.map(canonicalPhone)).size === 1;
	return isOne ? phones[0] : undefined;
}

/** Replaces the phone number with an id. Only Botmaker has ids of digits on channels without phone numbers. */
async function readAsId(
	transaction: Transaction,
	row: AddressRow,
	contact: ContactRow,
): Promise<void> {
	if (await hasWritten(transaction, contact.id)) return;
	const typed = contact.phone !== null && phoneKey(contact.phone) === row.address;
	const digits = (typed ? contact.phone : row.address)?.replace(/\D/g, '') ?? '';
	await replaceAddress(transaction, row, { ...contact, phone: null }, `id:botmaker:${digits}`);
}

async function replaceAddress(
	transaction: Transaction,
	{ audience, channel, address }: AddressRow,
	contact: ContactRow,
	next: string,
): Promise<void> {
	await transaction
		.deleteFrom('contact_addresses')
		.where('audience', '=', audience)
		.where('channel', '=', channel)
		.where('address', '=', address)
		.execute();
	await mergeAt(transaction, contact, next);
}

/** Returns whether the customer has written. Then this address came from the provider, and was not typed. */
async function hasWritten(transaction: Transaction, contactId: string): Promise<boolean> {
	const conversation = await transaction
		.selectFrom('conversations')
		.select('id')
		.where('contact_id', '=', contactId)
		.where('last_inbound_id', 'is not', null)
		.limit(1)
		.executeTakeFirst();
	return conversation !== undefined;
}

/** Gives the contact this address. Another contact with it is the same customer, so both are merged. */
async function mergeAt(
	transaction: Transaction,
	contact: ContactRow,
	address: string,
): Promise<void> {
	const other = (await contactsAt(transaction, contact, [address], 'locked')).get(address);
	if (other?.id === contact.id) return;
	if (other !== undefined) return mergeStrictly(transaction, contact, other);
	const { id, audience, channel, ...facts } = contact;
	await transaction.updateTable('contacts').set(facts).where('id', '=', id).execute();
	await transaction
		.insertInto('contact_addresses')
		.values({ audience, channel, address, contact_id: id })
		.execute();
}
