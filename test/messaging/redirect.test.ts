import fc from 'fast-check';

import { isInternalHost, nextAddress } from '../../messaging/redirect';

const PUBLIC = ['https://files.example/a', 'http://files.example/a', 'https://8.8.8.8/a'] as const;
const INTERNAL = [
	...['http://localhost/a', 'http://LOCALHOST./a', 'http://redis:6379/', 'http://n8n.local/'],
	...['http://127.0.0.1/', 'http://127.1/', 'http://2130706433/', 'http://0x7f.1/', 'http://0/'],
	...['http://10.0.0.1/', 'http://172.16.0.1/', 'http://192.168.1.1/', 'http://100.64.0.1/'],
	...['http://169.254.169.254/latest', 'http://metadata.google.internal/', 'http://224.0.0.1/'],
	...['http://[::1]/', 'http://[::]/', 'http://[fe80::1]/', 'http://[fd00::1]/'],
	...['http://[::ffff:127.0.0.1]/', 'http://[64:ff9b::10.0.0.1]/', 'http://[2002:7f00:1::]/'],
] as const;

describe('isInternalHost', () => {
	it.each(INTERNAL)('recognises %s as internal', (address) => {
		expect(isInternalHost(new URL(address).hostname)).toBe(true);
	});

	it.each([
		...PUBLIC,
		'https://lookaside.fbsbx.com/',
		'https://172.32.0.1/',
		'https://[2606:4700::1111]/',
		'https://local.example/',
	])('recognises %s as public', (address) => {
		expect(isInternalHost(new URL(address).hostname)).toBe(false);
	});
});

describe('nextAddress', () => {
	it.each([
		['https://files.example/a?b', '/c?d', 'https://files.example/c?d'],
		['https://files.example/a', '//cdn.example/c', 'https://cdn.example/c'],
		['http://files.example/a', 'https://cdn.example/c', 'https://cdn.example/c'],
		['http://127.0.0.1:1/a', 'http://127.0.0.1:2/c', 'http://127.0.0.1:2/c'],
	])('leads from %s by %s to %s', (from, location, next) => {
		expect(nextAddress(location, from)).toBe(next);
	});

	it.each([
		['https://files.example/a', 'http://files.example/a'],
		['https://files.example/a', 'https://127.0.0.1/a'],
		['https://files.example/a', 'https://me:pw@cdn.example/a'],
		['https://files.example/a', 'file:///etc/passwd'],
		['https://files.example/a', 'data:text/plain,a'],
		['https://files.example/a', 'https://'],
	])('leads nowhere from %s by %s', (from, location) => {
		expect(nextAddress(location, from)).toBeUndefined();
	});

	it('never leads to a less secure address than the first, through any chain of redirects', () => {
		const location = fc.oneof(
			fc.constantFrom(...PUBLIC, ...INTERNAL, '/a', '//127.0.0.1/', 'https://u:p@files.example/'),
			fc.webUrl(),
			fc.ipV4().map((ip) => `https://${ip}/`),
			fc.ipV6().map((ip) => `https://[${ip}]/`),
			fc.string(),
		);
		fc.assert(
			fc.property(fc.constantFrom(...PUBLIC), fc.array(location), (first, locations) => {
				let present: string = first;
				for (const next of locations) {
					const before = new URL(present);
					present = nextAddress(next, present) ?? present;
					const { hostname, protocol, username } = new URL(present);
					expect(isInternalHost(hostname)).toBe(false);
					expect(username).toBe('');
					if (before.protocol === 'https:') expect(protocol).toBe('https:');
				}
			}),
		);
	});
});
