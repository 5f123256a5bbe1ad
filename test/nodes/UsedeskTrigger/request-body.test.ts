import fc from 'fast-check';

import { readBody, readForm } from '../../../nodes/UsedeskTrigger/request-body';

const FORM = 'application/x-www-form-urlencoded; charset=utf-8';

describe('Usedesk Trigger: body of a request', () => {
	it('reads JSON, whatever the content type says', () => {
		expect(readBody(Buffer.from('{"a":"ção"}'), 'text/plain')).toEqual({ a: 'ção' });
	});

	it('reads a form with nested fields and lists', () => {
		const form =
			'secret=x&ticket%5Bid%5D=128&ticket[custom_fields][0][id]=27&ticket[custom_fields][1][id]=28&tags[]=a&tags[]=b';
		expect(readBody(Buffer.from(form), FORM)).toEqual({
			secret: 'x',
			ticket: { id: '128', custom_fields: [{ id: '27' }, { id: '28' }] },
			tags: ['a', 'b'],
		});
	});

	it('reads nothing from any other body', () => {
		expect(readBody(Buffer.from('a=b'), 'text/plain')).toBeUndefined();
		expect(readBody(Buffer.from('  '), FORM)).toBeUndefined();
	});

	it('drops invalid names, and lets none reach a prototype', () => {
		const read = readForm(
			'__proto__[polluted]=1&constructor[prototype][polluted]=1&[x]=1&a[b=1&c=2',
		);
		expect(read).toMatchObject({ c: '2' });
		expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
		expect(readForm(`a${'[b]'.repeat(50)}=1`)).toEqual({});
	});

	it('reads any bytes without failing', () => {
		fc.assert(
			fc.property(fc.uint8Array(), fc.constantFrom(FORM, 'application/json', ''), (bytes, type) => {
				readBody(Buffer.from(bytes), type);
			}),
		);
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom('a', '[', ']', '=', '&', '0') }), (text) => {
				readForm(text);
			}),
		);
	});
});
