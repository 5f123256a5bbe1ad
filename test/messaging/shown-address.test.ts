import { sameAddress, shownAddress } from '../../messaging/shown-address';

describe('addresses', () => {
	it('an address is shown without user name, query and fragment, which may hold secrets', () => {
		expect(shownAddress('https://u:p@n8n.example/webhook/1?secret=x#y')).toBe(
			'https://n8n.example/webhook/1',
		);
		expect(shownAddress('secret words')).toBe('an address that cannot be read');
	});

	it.each([
		['https://n8n.example/webhook/1', 'https://N8N.example/webhook/1/', true],
		['https://n8n.example/webhook/1?a=b', 'https://n8n.example/webhook/1/?a=b', true],
		['https://n8n.example/webhook/1', 'https://n8n.example/webhook/2', false],
		['https://n8n.example/webhook/1', undefined, false],
		[undefined, undefined, false],
	])('%s and %s are the same place: %s', (one, other, isSame) => {
		expect(sameAddress(one, other)).toBe(isSame);
	});
});
