/** Lets every part of the page request a new drawing, without importing the parts that draw. */

let draw: () => void = () => undefined;

export function onRedraw(drawAll: () => void): void {
	draw = drawAll;
}

export function redraw(): void {
	draw();
}
