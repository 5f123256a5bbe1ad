import { z } from 'zod';

import { downloadedBytes, UNKNOWN_MIME_TYPE } from '../../messaging/downloaded-file';
import type { MessagingError } from '../../messaging/error';
import type { Http, HttpResult } from '../../messaging/http';
import type { Account, MediaApi } from '../../messaging/provider';
import { runCommand } from './commands';
import { apiAddress, POSTMASTER } from './envelopes';
import { explainError } from './errors';
import { LIME } from './lime';

/**
 * Files that customers sent (docs/facts/blip.md#media). Their addresses need no key and are valid for about half an
 * hour; then Blip gives a new one. Blip documents no upload, so messages carry addresses only.
 */

export const media = {
	async upload() {
		return { ok: false, error: ADDRESSES_ONLY };
	},

	async download(from, { id, url }, http) {
		const address = url ?? id;
		if (!address) return { ok: false, error: NOTHING_NAMED };
		if (!isFetchable(address, from.account)) return { ok: false, error: NOT_AN_ADDRESS };
		const first = await fetchBytes(address, http);
		const result = isExpired(first) ? await fetchFresh(from.account, address, http) : first;
		if (!result.ok) {
			return {
				ok: false,
				error: isExpired(result) ? GONE : explainError(result.failure),
			};
		}
		const bytes = downloadedBytes(result, GONE);
		if (!bytes.ok) return bytes;
		const fileName = nameIn(address);
		return {
			ok: true,
			value: {
				content: bytes.value,
				mimeType: result.headers['content-type'] ?? UNKNOWN_MIME_TYPE,
				...(fileName ? { fileName } : {}),
			},
		};
	},
} satisfies MediaApi;

function fetchBytes(url: string, http: Http): Promise<HttpResult> {
	return http({ method: 'GET', url, expect: 'bytes' });
}

/** Returns whether the address has expired: a storage answers 403 when its signature has. */
function isExpired(result: HttpResult): boolean {
	return (
		!result.ok &&
		result.failure.kind === 'refused' &&
		[401, 403, 404, 410].includes(result.failure.status)
	);
}

async function fetchFresh(account: Account, url: string, http: Http): Promise<HttpResult> {
	const expired: HttpResult = {
		ok: false,
		failure: { kind: 'refused', status: 410, headers: {}, body: undefined },
	};
	const answer = await runCommand(
		account,
		{
			to: POSTMASTER.media,
			method: 'set',
			uri: '/refresh-media-uri',
			type: LIME.text,
			resource: url,
		},
		http,
	);
	const fresh = answer.ok ? z.string().safeParse(answer.value.resource) : undefined;
	if (!fresh?.success || !isFetchable(fresh.data, account)) return expired;
	return fetchBytes(fresh.data, http);
}

/**
 * Returns whether a file may be fetched from this address: over https, or from the host of the API (a test server). No
 * request carries the key, because the address itself is the proof.
 */
function isFetchable(address: string, account: Account): boolean {
	try {
		const { protocol, origin } = new URL(address);
		return protocol === 'https:' || origin === new URL(apiAddress(account.baseUrl)).origin;
	} catch {
		return false;
	}
}

function nameIn(address: string): string | undefined {
	try {
		const last = new URL(address).pathname.split('/').pop() ?? '';
		return decodeURIComponent(last) || undefined;
	} catch {
		return undefined;
	}
}

const ADDRESSES_ONLY: MessagingError = {
	code: 'filesNotSupported',
	title: 'Blip accepts files only by their address',
	reason: 'Blip does not document an upload, so files cannot be uploaded from here.',
	remedy: 'Put the file at a public address and choose URL as its source.',
	retry: 'no',
};

const NOTHING_NAMED: MessagingError = {
	code: 'noMediaNamed',
	title: 'No file was given',
	reason: 'No address was given.',
	remedy: 'Take the address from the event: {{ $json.message.media.url }}.',
	retry: 'no',
};

const NOT_AN_ADDRESS: MessagingError = {
	code: 'noAddress',
	title: 'This is not the address of a file',
	reason: 'Blip names files by addresses that start with https, not by ids.',
	remedy: 'Take the address from the event: {{ $json.message.media.url }}.',
	retry: 'no',
};

const GONE: MessagingError = {
	code: 'fileGone',
	title: 'The file no longer exists',
	reason:
		'The address has expired, and Blip gave no new one. Addresses are valid for about 30 minutes.',
	remedy: 'Download files immediately after the trigger.',
	retry: 'no',
};
