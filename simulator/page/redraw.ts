/** Lets every part of the page ask for a new drawing, without knowing what is drawn. */

let draw: () => void = () => undefined;

export function onRedraw(drawAll: () => void): void {
	draw = drawAll;
}

export function redraw(): void {
	draw();
}
