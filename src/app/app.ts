import { Component } from '@angular/core';

/** The page: composition only. */
@Component({ selector: 'app-root', template: `<h1>MNIST MLP Visualizer</h1>` })
export class App {}
